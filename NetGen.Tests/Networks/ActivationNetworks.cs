using NetGen.Tests.Support;

namespace NetGen.Tests.Networks;

[NeuralNetwork(7, Loss = Loss.MeanSquaredError)]
[Dense(17, Activation.Identity)]
[Dense(9, Activation.Identity)]
[Dense(3, Activation.Identity)]
internal sealed partial class IdentityNetwork;

[NeuralNetwork(9, Loss = Loss.SumOfSquares)]
[Dense(33, Activation.Sigmoid)]
[Dense(7, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
internal sealed partial class SigmoidNetwork;

[NeuralNetwork(16, Loss = Loss.HalfSumOfSquares)]
[Dense(31, Activation.Tanh)]
[Dense(15, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
internal sealed partial class TanhNetwork;

[NeuralNetwork(33, Loss = Loss.MeanAbsoluteError)]
[Dense(16, Activation.Relu)]
[Dense(17, Activation.Relu)]
[Dense(9, Activation.Relu)]
internal sealed partial class ReluNetwork;

[NeuralNetwork(8, Loss = Loss.Huber)]
[Dense(15, Activation.LeakyRelu, Slope = 0.2f)]
[Dense(9, Activation.LeakyRelu, Slope = 0.2f)]
[Dense(16, Activation.LeakyRelu, Slope = 0.2f)]
internal sealed partial class LeakyReluNetwork;

[NeuralNetwork(17, CustomLoss = typeof(LogCosh))]
[Dense(64, Activation.Elu, Alpha = 0.7f)]
[Dense(3, Activation.Elu, Alpha = 0.7f)]
[Dense(7, Activation.Elu, Alpha = 0.7f)]
internal sealed partial class EluNetwork;

[NeuralNetwork(3, CustomLoss = typeof(WeightedSquares))]
[Dense(9, Activation.Selu)]
[Dense(33, Activation.Selu)]
[Dense(31, Activation.Selu)]
internal sealed partial class SeluNetwork;

[NeuralNetwork(15, Loss = Loss.MeanSquaredError)]
[Dense(7, Activation.Gelu)]
[Dense(16, Activation.Gelu)]
[Dense(17, Activation.Gelu)]
internal sealed partial class GeluNetwork;

[NeuralNetwork(31, Loss = Loss.SumOfSquares)]
[Dense(8, Activation.GeluTanh)]
[Dense(31, Activation.GeluTanh)]
[Dense(15, Activation.GeluTanh)]
internal sealed partial class GeluTanhNetwork;

[NeuralNetwork(7, Loss = Loss.HalfSumOfSquares)]
[Dense(17, Activation.Silu)]
[Dense(9, Activation.Silu)]
[Dense(3, Activation.Silu)]
internal sealed partial class SiluNetwork;

[NeuralNetwork(9, Loss = Loss.MeanAbsoluteError)]
[Dense(33, Activation.Mish)]
[Dense(7, Activation.Mish)]
[Dense(2, Activation.Mish)]
internal sealed partial class MishNetwork;

[NeuralNetwork(16, Loss = Loss.Huber)]
[Dense(31, Activation.Softplus)]
[Dense(15, Activation.Softplus)]
[Dense(8, Activation.Softplus)]
internal sealed partial class SoftplusNetwork;

[NeuralNetwork(33, CustomLoss = typeof(LogCosh))]
[Dense(16, Activation.Softsign)]
[Dense(17, Activation.Softsign)]
[Dense(9, Activation.Softsign)]
internal sealed partial class SoftsignNetwork;

[NeuralNetwork(8, CustomLoss = typeof(WeightedSquares))]
[Dense(15, Activation.HardSigmoid)]
[Dense(9, Activation.HardSigmoid)]
[Dense(16, Activation.HardSigmoid)]
internal sealed partial class HardSigmoidNetwork;

[NeuralNetwork(17, Loss = Loss.MeanSquaredError)]
[Dense(64, Activation.HardTanh)]
[Dense(3, Activation.HardTanh)]
[Dense(7, Activation.HardTanh)]
internal sealed partial class HardTanhNetwork;

[NeuralNetwork(3, Loss = Loss.SumOfSquares)]
[Dense(9, Activation.HardSwish)]
[Dense(33, Activation.HardSwish)]
[Dense(31, Activation.HardSwish)]
internal sealed partial class HardSwishNetwork;

[NeuralNetwork(15, Loss = Loss.HalfSumOfSquares)]
[Dense(7, Activation.Softmax)]
[Dense(16, Activation.Softmax)]
[Dense(17, Activation.Softmax)]
internal sealed partial class SoftmaxNetwork;

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
