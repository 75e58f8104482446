namespace NetGen.Tests.Runtime;

// Odd sizes, dropout, and layers with settings of their own.
[NeuralNetwork(21, Loss = Loss.CrossEntropy)]
[Dense(67, Activation.Relu, L2 = 1e-4f)]
[Dropout(0.2f)]
[Dense(33, Activation.Tanh, MaxNorm = 2)]
[Dense(5, Activation.Softmax)]
internal sealed partial class DropoutClassifier;

// So little stack that passes take a workspace.
[NeuralNetwork(40, Loss = Loss.MeanSquaredError, StackBudget = 1024)]
[Dense(300, Activation.Gelu)]
[Dense(3)]
internal sealed partial class WorkspaceRegression;

[NeuralNetwork(10, Loss = Loss.BinaryCrossEntropy)]
[Dense(12, Activation.Silu, TrainWeights = false)]
[Dense(8, Activation.Selu, TrainBiases = false)]
[Dense(4, Activation.Sigmoid, UseBias = false)]
internal sealed partial class PartlyFrozen;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class OneProbability;

internal readonly struct LogCosh : ILoss
{
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        float loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            float error = output[i] - target[i];
            loss += MathF.Log(MathF.Cosh(error));
            gradient[i] = MathF.Tanh(error);
        }

        return loss;
    }
}

// What a mistake in a derivative looks like.
internal readonly struct WrongLogCosh : ILoss
{
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        float loss = LogCosh.Backward(output, target, gradient);
        gradient[0] *= 1.1f;
        return loss;
    }
}

[NeuralNetwork(5, CustomLoss = typeof(LogCosh))]
[Dense(9, Activation.Softplus)]
[Dense(3)]
internal sealed partial class LogCoshNet;

[NeuralNetwork(5, CustomLoss = typeof(WrongLogCosh))]
[Dense(9, Activation.Softplus)]
[Dense(3)]
internal sealed partial class WrongLogCoshNet;
