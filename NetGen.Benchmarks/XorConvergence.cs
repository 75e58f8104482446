namespace NetGen.Benchmarks;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorSigmoid3;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorTanh3;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Relu)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorRelu3;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Silu)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorSilu3;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(8, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorSigmoid8;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(8, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorTanh8;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(8, Activation.Relu)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorRelu8;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(8, Activation.Relu, InitialBias = 0.1f)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorRelu8Biased;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(16, Activation.Relu, InitialBias = 0.1f)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorRelu16Biased;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Elu)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorElu3;

/// <summary>Prints how many of 100 seeds learn XOR: what docs/training.md recommends rests on it.</summary>
internal static class XorConvergence
{
    private const int Seeds = 100;
    private static readonly Dataset Xor = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2, 1);

    public static int Print()
    {
        Console.WriteLine($"Seeds of {Seeds} that learn XOR, full batch: Adam 0.01, 2,000 epochs; Adam 0.1, 1,000 epochs; Rprop, 500 epochs");
        Print("3 sigmoid", static seed => new XorSigmoid3(seed));
        Print("3 tanh", static seed => new XorTanh3(seed));
        Print("3 ReLU", static seed => new XorRelu3(seed));
        Print("3 ELU", static seed => new XorElu3(seed));
        Print("3 SiLU", static seed => new XorSilu3(seed));
        Print("8 sigmoid", static seed => new XorSigmoid8(seed));
        Print("8 tanh", static seed => new XorTanh8(seed));
        Print("8 ReLU", static seed => new XorRelu8(seed));
        Print("8 ReLU, InitialBias = 0.1f", static seed => new XorRelu8Biased(seed));
        Print("16 ReLU, InitialBias = 0.1f", static seed => new XorRelu16Biased(seed));
        return 0;
    }

    private static void Print(string name, Func<int, ITrainableNetwork> create) =>
        Console.WriteLine($"{name,-28}{Count(create, Optimizer.Adam(0.01f), 2000),5}{Count(create, Optimizer.Adam(0.1f), 1000),5}{Count(create, Optimizer.Rprop(), 500),5}");

    private static int Count(Func<int, ITrainableNetwork> create, Optimizer optimizer, int epochs)
    {
        var options = new TrainingOptions { Epochs = epochs, BatchSize = TrainingOptions.FullBatch, Optimizer = optimizer };
        int learned = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            var trainer = new Trainer(create(seed), options);
            trainer.Fit(Xor);
            if (trainer.Evaluate(Xor).Accuracy == 1)
                learned++;
        }

        return learned;
    }
}
