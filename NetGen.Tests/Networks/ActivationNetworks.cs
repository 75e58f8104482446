using NetGen.Tests.Support;

namespace NetGen.Tests.Networks;

[NeuralNetwork(7, Loss = Loss.MeanSquaredError)]
[Dense(17, Activation.Identity)]
[Dense(3, Activation.Identity)]
internal sealed partial class IdentityNetwork;

[NeuralNetwork(9, Loss = Loss.SumOfSquares)]
[Dense(8, Activation.Sigmoid)]
[Dense(7, Activation.Sigmoid)]
internal sealed partial class SigmoidNetwork;

[NeuralNetwork(2, Loss = Loss.HalfSumOfSquares)]
[Dense(15, Activation.Tanh)]
[Dense(1, Activation.Tanh)]
internal sealed partial class TanhNetwork;

[NeuralNetwork(33, Loss = Loss.MeanAbsoluteError)]
[Dense(7, Activation.Relu)]
[Dense(9, Activation.Relu)]
internal sealed partial class ReluNetwork;

[NeuralNetwork(8, Loss = Loss.Huber)]
[Dense(16, Activation.LeakyRelu, Slope = 0.2f)]
[Dense(2, Activation.LeakyRelu, Slope = 0.2f)]
internal sealed partial class LeakyReluNetwork;

[NeuralNetwork(17, CustomLoss = typeof(LogCosh))]
[Dense(3, Activation.Elu, Alpha = 0.7f)]
[Dense(8, Activation.Elu, Alpha = 0.7f)]
internal sealed partial class EluNetwork;

[NeuralNetwork(5, CustomLoss = typeof(WeightedSquares))]
[Dense(9, Activation.Selu)]
[Dense(31, Activation.Selu)]
internal sealed partial class SeluNetwork;

[NeuralNetwork(15, Loss = Loss.MeanSquaredError)]
[Dense(4, Activation.Gelu)]
[Dense(16, Activation.Gelu)]
internal sealed partial class GeluNetwork;

[NeuralNetwork(31, Loss = Loss.SumOfSquares)]
[Dense(8, Activation.GeluTanh)]
[Dense(15, Activation.GeluTanh)]
internal sealed partial class GeluTanhNetwork;

[NeuralNetwork(3, Loss = Loss.HalfSumOfSquares)]
[Dense(33, Activation.Silu)]
[Dense(5, Activation.Silu)]
internal sealed partial class SiluNetwork;

[NeuralNetwork(16, Loss = Loss.MeanAbsoluteError)]
[Dense(7, Activation.Mish)]
[Dense(8, Activation.Mish)]
internal sealed partial class MishNetwork;

[NeuralNetwork(1, Loss = Loss.Huber)]
[Dense(2, Activation.Softplus)]
[Dense(17, Activation.Softplus)]
internal sealed partial class SoftplusNetwork;

[NeuralNetwork(64, CustomLoss = typeof(LogCosh))]
[Dense(3, Activation.Softsign)]
[Dense(7, Activation.Softsign)]
internal sealed partial class SoftsignNetwork;

[NeuralNetwork(7, CustomLoss = typeof(WeightedSquares))]
[Dense(15, Activation.HardSigmoid)]
[Dense(9, Activation.HardSigmoid)]
internal sealed partial class HardSigmoidNetwork;

[NeuralNetwork(9, Loss = Loss.MeanSquaredError)]
[Dense(16, Activation.HardTanh)]
[Dense(3, Activation.HardTanh)]
internal sealed partial class HardTanhNetwork;

[NeuralNetwork(8, Loss = Loss.SumOfSquares)]
[Dense(31, Activation.HardSwish)]
[Dense(2, Activation.HardSwish)]
internal sealed partial class HardSwishNetwork;

[NeuralNetwork(33, Loss = Loss.HalfSumOfSquares)]
[Dense(9, Activation.Softmax)]
[Dense(8, Activation.Softmax)]
internal sealed partial class SoftmaxNetwork;

/// <summary>Slope and alpha as they are when not given.</summary>
[NeuralNetwork(5, Loss = Loss.MeanSquaredError)]
[Dense(6, Activation.LeakyRelu)]
[Dense(3, Activation.Elu)]
[Dense(2)]
internal sealed partial class LeakyReluDefaultsNetwork;

[NeuralNetwork(2, Loss = Loss.SumOfSquares)]
[Dense(5, Activation.LeakyRelu, Slope = 0.3f)]
[Dense(3, Activation.Elu, Alpha = 2)]
[Dense(2, Activation.Selu)]
internal sealed partial class TinyLeakyReluNetwork;
