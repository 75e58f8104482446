namespace NetGen.Tests.Networks;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class GoldenXor;

[NeuralNetwork(9, Loss = Loss.CrossEntropy)]
[Dense(17, Activation.Relu)]
[Dense(5, Activation.Softmax)]
internal sealed partial class GoldenClasses;

[NeuralNetwork(17, Loss = Loss.KullbackLeibler)]
[Dense(16, Activation.Tanh)]
[Dense(10, Activation.Softmax)]
internal sealed partial class GoldenSoftClasses;

[NeuralNetwork(7, Loss = Loss.MeanSquaredError)]
[Dense(33, Activation.Tanh)]
[Dense(8, Activation.Gelu)]
[Dense(3)]
internal sealed partial class GoldenRegression;

[NeuralNetwork(3, Loss = Loss.SumOfSquares)]
[Dense(9, Activation.Softplus)]
[Dense(2, Activation.Softsign)]
internal sealed partial class GoldenSums;

[NeuralNetwork(15, Loss = Loss.HalfSumOfSquares)]
[Dense(7, Activation.Selu)]
[Dense(4, Activation.Elu, Alpha = 0.5f)]
internal sealed partial class GoldenHalves;

[NeuralNetwork(31, Loss = Loss.MeanAbsoluteError)]
[Dense(8, Activation.Mish)]
[Dense(16, Activation.Silu)]
[Dense(3, Activation.Tanh)]
internal sealed partial class GoldenAbsolutes;

[NeuralNetwork(8, Loss = Loss.Huber, Delta = 0.5f)]
[Dense(15, Activation.GeluTanh)]
[Dense(9, Activation.HardSwish)]
[Dense(4, Activation.LeakyRelu, Slope = 0.25f)]
internal sealed partial class GoldenHuber;

[NeuralNetwork(16, Loss = Loss.Hinge)]
[Dense(10)]
internal sealed partial class GoldenHinge;

[NeuralNetwork(16, Loss = Loss.SquaredHinge)]
[Dense(20, Activation.HardTanh)]
[Dense(3)]
internal sealed partial class GoldenSquaredHinge;

[NeuralNetwork(33, Loss = Loss.BinaryCrossEntropy)]
[Dense(31, Activation.HardSigmoid)]
[Dense(6, Activation.Sigmoid)]
internal sealed partial class GoldenLabels;

[NeuralNetwork(12, Loss = Loss.MeanSquaredError)]
[Dense(17, Activation.Softmax)]
[Dense(9, Activation.Sigmoid)]
internal sealed partial class GoldenAttention;
