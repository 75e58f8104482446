namespace NetGen.Tests.Networks;

internal static partial class Container
{
    [NeuralNetwork(5, Loss = Loss.MeanSquaredError)]
    [Dense(9, Activation.Tanh)]
    [Dense(2)]
    internal partial class NestedNetwork;

    internal partial record Inner<T>
        where T : struct
    {
        [NeuralNetwork(7, Loss = Loss.CrossEntropy)]
        [Dense(10, Activation.Silu)]
        [Dense(3, Activation.Softmax)]
        public sealed partial class NestedInGenericNetwork;
    }
}

[NeuralNetwork(3, Loss = Loss.SumOfSquares)]
[Dense(8, Activation.Tanh)]
[Dense(2)]
internal sealed partial class GenericNetwork<T>;

[NeuralNetwork(6, Loss = Loss.Huber)]
[Dense(5, Activation.Relu, Name = "Hidden")]
[Dense(2, Name = "Head")]
internal sealed partial record RecordNetwork;

[NeuralNetwork(2, Loss = Loss.MeanSquaredError)]
[Dense(3, Activation.Tanh, Name = "Vector")]
[Dense(2, Activation.Sigmoid, Name = "Sigmoid")]
[Dense(1, Name = "Buffers")]
internal sealed partial class @class;
