namespace NetGen.Tests.Networks;

[NeuralNetwork(1, Loss = Loss.MeanSquaredError)]
[Dense(1)]
internal sealed partial class OneByOneNetwork;

[NeuralNetwork(1, Loss = Loss.BinaryCrossEntropy)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class OneSigmoidNetwork;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorNetwork;

[NeuralNetwork(3, Loss = Loss.SumOfSquares)]
[Dense(4, Activation.Sigmoid, UseBias = false)]
[Dense(1, Activation.Sigmoid, UseBias = false)]
internal sealed partial class FromScratchNetwork;

[NeuralNetwork(2, Loss = Loss.HalfSumOfSquares)]
[Dense(2, Activation.Sigmoid, TrainBiases = false)]
[Dense(2, Activation.Sigmoid, TrainBiases = false)]
internal sealed partial class WorkedExampleNetwork;

[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(6, Activation.Tanh)]
[Dense(2, Activation.Tanh)]
[Dense(2, Activation.Softmax)]
internal sealed partial class Classify2dNetwork;

[NeuralNetwork(3, Loss = Loss.HalfSumOfSquares)]
[Dense(5, Activation.Mish)]
[Dense(7, Activation.Gelu)]
[Dense(2, Activation.Softmax)]
[Dense(3, Activation.Silu)]
internal sealed partial class TinyMishNetwork;

[NeuralNetwork(15, Loss = Loss.MeanSquaredError)]
[Dense(7, Activation.Softplus)]
[Dense(7, Activation.HardSwish)]
[Dense(6, Activation.GeluTanh)]
internal sealed partial class TinyWideNetwork;

// Single outputs: compiled as one straight line of registers.
[NeuralNetwork(5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.Gelu, UseBias = false)]
[Dense(3, Activation.LeakyRelu, Slope = 0.2f)]
[Dense(1, Activation.Softplus)]
internal sealed partial class StraightGeluNetwork;

[NeuralNetwork(3, Loss = Loss.HalfSumOfSquares)]
[Dense(7, Activation.Tanh)]
[Dense(3)]
[Dense(1, Activation.Tanh, UseBias = false)]
internal sealed partial class StraightTanhNetwork;

[NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy)]
[Dense(5, Activation.Relu)]
[Dense(4, Activation.Silu)]
[Dense(2, Activation.Elu)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class StraightDeepNetwork;

[NeuralNetwork(13)]
[Dense(3, Activation.Mish)]
[Dense(1, Activation.HardSwish)]
internal sealed partial class StraightInferenceNetwork;

[NeuralNetwork(9, Loss = Loss.SumOfSquares)]
[Dense(1)]
internal sealed partial class StraightLinearNetwork;
