using NetGen.Tests.Support;

namespace NetGen.Tests.Networks;

[NeuralNetwork(7, Loss = Loss.MeanSquaredError)]
[Dense(9, Activation.Tanh)]
[Dense(3)]
internal sealed partial class MeanSquaredErrorNetwork;

[NeuralNetwork(8, Loss = Loss.SumOfSquares)]
[Dense(16, Activation.Tanh)]
[Dense(10)]
internal sealed partial class SumOfSquaresNetwork;

[NeuralNetwork(15, Loss = Loss.HalfSumOfSquares)]
[Dense(17, Activation.Tanh)]
[Dense(2)]
internal sealed partial class HalfSumOfSquaresNetwork;

[NeuralNetwork(16, Loss = Loss.MeanAbsoluteError)]
[Dense(8, Activation.Tanh)]
[Dense(16)]
internal sealed partial class MeanAbsoluteErrorNetwork;

[NeuralNetwork(9, Loss = Loss.Huber)]
[Dense(33, Activation.Tanh)]
[Dense(17)]
internal sealed partial class HuberNetwork;

[NeuralNetwork(31, Loss = Loss.BinaryCrossEntropy)]
[Dense(7, Activation.Tanh)]
[Dense(31, Activation.Sigmoid)]
internal sealed partial class BinaryCrossEntropyNetwork;

[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(15, Activation.Tanh)]
[Dense(5, Activation.Softmax)]
internal sealed partial class CrossEntropyNetwork;

[NeuralNetwork(33, Loss = Loss.Hinge)]
[Dense(31, Activation.Tanh)]
[Dense(9)]
internal sealed partial class HingeNetwork;

[NeuralNetwork(64, Loss = Loss.SquaredHinge)]
[Dense(3, Activation.Tanh)]
[Dense(8)]
internal sealed partial class SquaredHingeNetwork;

[NeuralNetwork(3, Loss = Loss.KullbackLeibler)]
[Dense(100, Activation.Tanh)]
[Dense(33, Activation.Softmax)]
internal sealed partial class KullbackLeiblerNetwork;

[NeuralNetwork(10, CustomLoss = typeof(LogCosh))]
[Dense(12, Activation.Tanh)]
[Dense(15)]
internal sealed partial class LogCoshNetwork;

[NeuralNetwork(4, CustomLoss = typeof(WeightedSquares))]
[Dense(9, Activation.Sigmoid)]
internal sealed partial class WeightedSquaresNetwork;

[NeuralNetwork(5, Loss = Loss.MeanSquaredError, Reduction = Reduction.Sum)]
[Dense(7, Activation.Softsign)]
[Dense(3)]
internal sealed partial class MeanSquaredErrorSumNetwork;

[NeuralNetwork(9, Loss = Loss.MeanAbsoluteError, Reduction = Reduction.Sum)]
[Dense(8, Activation.Softsign)]
[Dense(5)]
internal sealed partial class MeanAbsoluteErrorSumNetwork;

[NeuralNetwork(3, Loss = Loss.Huber, Reduction = Reduction.Sum)]
[Dense(16, Activation.Softsign)]
[Dense(9, Activation.Tanh)]
internal sealed partial class HuberSumNetwork;

[NeuralNetwork(17, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Sum)]
[Dense(9, Activation.Softsign)]
[Dense(7, Activation.Sigmoid)]
internal sealed partial class BinaryCrossEntropySumNetwork;

[NeuralNetwork(5, Loss = Loss.Huber, Delta = 0.3f)]
[Dense(9, Activation.Tanh)]
[Dense(4)]
internal sealed partial class NarrowHuberNetwork;

[NeuralNetwork(5, Loss = Loss.Hinge, Margin = 2.5f)]
[Dense(9, Activation.Tanh)]
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

[NeuralNetwork(6, Loss = Loss.MeanSquaredError)]
[Dense(7, Activation.Relu)]
[Dense(5, Activation.Softmax)]
internal sealed partial class SoftmaxSquaredErrorNetwork;
