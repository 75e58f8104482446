using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

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
[Dense(16, Activation.Relu, InitialBias = 0.1f)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorRelu16;

/// <summary>The settings that docs/training.md recommends learn XOR from every one of 100 seeds.</summary>
public class XorConvergenceTests
{
    private static readonly Dataset Xor = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2, 1);

    public static TheoryData<string> Networks => ["SiLU", "sigmoid", "tanh", "ReLU"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_seed_learns(string network)
    {
        var options = new TrainingOptions { Epochs = 1000, BatchSize = TrainingOptions.FullBatch, Optimizer = Optimizer.Adam(0.1f) };
        List<int> failed = [];
        for (int seed = 0; seed < 100; seed++)
        {
            ITrainableNetwork net = network switch
            {
                "SiLU" => new XorSilu3(seed),
                "sigmoid" => new XorSigmoid8(seed),
                "tanh" => new XorTanh8(seed),
                _ => new XorRelu16(seed),
            };
            var trainer = new Trainer(net, options);
            trainer.Fit(Xor);
            if (trainer.Evaluate(Xor).Accuracy != 1)
                failed.Add(seed);
        }

        failed.ShouldBeEmpty();
    }
}
