using NetGen.Tests.Support;

namespace NetGen.Tests.Networks;

[NeuralNetwork(10, CustomLoss = typeof(LogCosh))]
[Dense(15)]
internal sealed partial class LogCoshNetwork;

[NeuralNetwork(4, CustomLoss = typeof(WeightedSquares))]
[Dense(9, Activation.Sigmoid)]
internal sealed partial class WeightedSquaresNetwork;

[NeuralNetwork(5, Loss = Loss.MeanSquaredError, Reduction = Reduction.Sum)]
[Dense(3)]
internal sealed partial class MeanSquaredErrorSumNetwork;

[NeuralNetwork(9, Loss = Loss.MeanAbsoluteError, Reduction = Reduction.Sum)]
[Dense(5)]
internal sealed partial class MeanAbsoluteErrorSumNetwork;

[NeuralNetwork(3, Loss = Loss.Huber, Reduction = Reduction.Sum)]
[Dense(9, Activation.Tanh)]
internal sealed partial class HuberSumNetwork;

[NeuralNetwork(17, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Sum)]
[Dense(7, Activation.Sigmoid)]
internal sealed partial class BinaryCrossEntropySumNetwork;

[NeuralNetwork(5, Loss = Loss.Huber, Delta = 0.3f)]
[Dense(4)]
internal sealed partial class NarrowHuberNetwork;

[NeuralNetwork(5, Loss = Loss.Hinge, Margin = 2.5f)]
[Dense(6)]
internal sealed partial class WideHingeNetwork;

[NeuralNetwork(6, Loss = Loss.SquaredHinge, Margin = 0.25f)]
[Dense(3)]
internal sealed partial class NarrowSquaredHingeNetwork;

[NeuralNetwork(9, Loss = Loss.BinaryCrossEntropy)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class SingleLogitNetwork;

[NeuralNetwork(1, Loss = Loss.CrossEntropy)]
[Dense(2, Activation.Softmax)]
internal sealed partial class TwoClassesNetwork;
