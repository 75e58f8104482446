namespace NetGen.Tests.Doors;

[NeuralNetwork(1, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(4096)]
internal sealed partial class LongRowNetwork;

[NeuralNetwork(1, Loss = Loss.CrossEntropy, InputGradients = true)]
[Dense(3, Activation.Gelu)]
[Dense(4096, Activation.Softmax)]
internal sealed partial class LongClassNetwork;

[NeuralNetwork(1, Loss = Loss.Hinge, StackBudget = 1024, InputGradients = true)]
[Dense(300, Activation.Relu)]
[Dropout(0.5f)]
[Dense(4096)]
internal sealed partial class LongWorkspaceNetwork;

[NeuralNetwork(1, CustomLoss = typeof(HalfSquares), InputGradients = true)]
[Dense(4)]
internal sealed partial class LongTinyNetwork;

[NeuralNetwork(1, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[Dense(16, Activation.Sigmoid, UseBias = false)]
internal sealed partial class LongSigmoidNetwork;

[NeuralNetwork(1)]
[Dense(4096, Activation.Tanh)]
internal sealed partial class LongInferenceNetwork;

/// <summary>Blocks of rows of a single output: rows alone come near the largest int.</summary>
[NeuralNetwork(1, Loss = Loss.MeanAbsoluteError)]
[Dense(1)]
internal sealed partial class ManyRowsNetwork;

/// <summary>Half the sum of squared differences, as a user may write it.</summary>
internal readonly struct HalfSquares : ILoss
{
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        float loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            gradient[i] = output[i] - target[i];
            loss += gradient[i] * gradient[i] / 2;
        }

        return loss;
    }
}
