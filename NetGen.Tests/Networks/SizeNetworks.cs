namespace NetGen.Tests.Networks;

/// <summary>Every odd size, upwards.</summary>
[NeuralNetwork(1, Loss = Loss.MeanSquaredError)]
[Dense(2, Activation.Tanh)]
[Dense(3, Activation.Softsign)]
[Dense(7, Activation.Silu)]
[Dense(8, Activation.Identity)]
[Dense(9, Activation.Tanh)]
[Dense(15, Activation.Softsign)]
[Dense(16, Activation.Silu)]
[Dense(17, Activation.Identity)]
[Dense(31, Activation.Tanh)]
[Dense(33, Activation.Softsign)]
[Dense(64, Activation.Silu)]
[Dense(100, Activation.Identity)]
internal sealed partial class WideningNetwork;

/// <summary>Every odd size, downwards.</summary>
[NeuralNetwork(100, Loss = Loss.MeanSquaredError)]
[Dense(64, Activation.Tanh)]
[Dense(33, Activation.Softsign)]
[Dense(31, Activation.Silu)]
[Dense(17, Activation.Identity)]
[Dense(16, Activation.Tanh)]
[Dense(15, Activation.Softsign)]
[Dense(9, Activation.Silu)]
[Dense(8, Activation.Identity)]
[Dense(7, Activation.Tanh)]
[Dense(3, Activation.Softsign)]
[Dense(2, Activation.Silu)]
[Dense(1, Activation.Identity)]
internal sealed partial class NarrowingNetwork;

/// <summary>Wide layers after narrow ones.</summary>
[NeuralNetwork(64, Loss = Loss.SumOfSquares)]
[Dense(7, Activation.Identity)]
[Dense(100, Activation.Tanh)]
[Dense(2, Activation.Gelu)]
[Dense(33, Activation.Identity)]
[Dense(1, Activation.Tanh)]
[Dense(17, Activation.Gelu)]
[Dense(9, Activation.Identity)]
[Dense(31, Activation.Tanh)]
[Dense(3, Activation.Gelu)]
[Dense(64, Activation.Identity)]
[Dense(8, Activation.Tanh)]
[Dense(15, Activation.Gelu)]
[Dense(16, Activation.Identity)]
internal sealed partial class ZigzagNetwork;

/// <summary>Twenty layers of one size.</summary>
[NeuralNetwork(12, Loss = Loss.CrossEntropy)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(12, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class DeepNetwork;

[NeuralNetwork(1, Loss = Loss.HalfSumOfSquares)]
[Dense(1, Activation.Identity)]
[Dense(1, Activation.Tanh)]
internal sealed partial class Square1Network;

[NeuralNetwork(2, Loss = Loss.HalfSumOfSquares)]
[Dense(2, Activation.Identity)]
[Dense(2, Activation.Tanh)]
internal sealed partial class Square2Network;

[NeuralNetwork(3, Loss = Loss.HalfSumOfSquares)]
[Dense(3, Activation.Identity)]
[Dense(3, Activation.Tanh)]
internal sealed partial class Square3Network;

[NeuralNetwork(7, Loss = Loss.HalfSumOfSquares)]
[Dense(7, Activation.Identity)]
[Dense(7, Activation.Tanh)]
internal sealed partial class Square7Network;

[NeuralNetwork(8, Loss = Loss.HalfSumOfSquares)]
[Dense(8, Activation.Identity)]
[Dense(8, Activation.Tanh)]
internal sealed partial class Square8Network;

[NeuralNetwork(9, Loss = Loss.HalfSumOfSquares)]
[Dense(9, Activation.Identity)]
[Dense(9, Activation.Tanh)]
internal sealed partial class Square9Network;

[NeuralNetwork(15, Loss = Loss.HalfSumOfSquares)]
[Dense(15, Activation.Identity)]
[Dense(15, Activation.Tanh)]
internal sealed partial class Square15Network;

[NeuralNetwork(16, Loss = Loss.HalfSumOfSquares)]
[Dense(16, Activation.Identity)]
[Dense(16, Activation.Tanh)]
internal sealed partial class Square16Network;

[NeuralNetwork(17, Loss = Loss.HalfSumOfSquares)]
[Dense(17, Activation.Identity)]
[Dense(17, Activation.Tanh)]
internal sealed partial class Square17Network;

[NeuralNetwork(31, Loss = Loss.HalfSumOfSquares)]
[Dense(31, Activation.Identity)]
[Dense(31, Activation.Tanh)]
internal sealed partial class Square31Network;

[NeuralNetwork(33, Loss = Loss.HalfSumOfSquares)]
[Dense(33, Activation.Identity)]
[Dense(33, Activation.Tanh)]
internal sealed partial class Square33Network;

[NeuralNetwork(64, Loss = Loss.HalfSumOfSquares)]
[Dense(64, Activation.Identity)]
[Dense(64, Activation.Tanh)]
internal sealed partial class Square64Network;

[NeuralNetwork(100, Loss = Loss.HalfSumOfSquares)]
[Dense(100, Activation.Identity)]
[Dense(100, Activation.Tanh)]
internal sealed partial class Square100Network;

[NeuralNetwork(100, Loss = Loss.SumOfSquares)]
[Dense(1, Activation.Identity)]
internal sealed partial class From100To1Network;

[NeuralNetwork(1, Loss = Loss.SumOfSquares)]
[Dense(100, Activation.Identity)]
internal sealed partial class From1To100Network;

[NeuralNetwork(64, Loss = Loss.SumOfSquares)]
[Dense(7, Activation.Identity)]
internal sealed partial class From64To7Network;

[NeuralNetwork(7, Loss = Loss.SumOfSquares)]
[Dense(64, Activation.Identity)]
internal sealed partial class From7To64Network;

[NeuralNetwork(33, Loss = Loss.SumOfSquares)]
[Dense(16, Activation.Identity)]
internal sealed partial class From33To16Network;

[NeuralNetwork(16, Loss = Loss.SumOfSquares)]
[Dense(33, Activation.Identity)]
internal sealed partial class From16To33Network;

[NeuralNetwork(17, Loss = Loss.SumOfSquares)]
[Dense(15, Activation.Identity)]
internal sealed partial class From17To15Network;

[NeuralNetwork(15, Loss = Loss.SumOfSquares)]
[Dense(17, Activation.Identity)]
internal sealed partial class From15To17Network;

[NeuralNetwork(31, Loss = Loss.SumOfSquares)]
[Dense(3, Activation.Identity)]
internal sealed partial class From31To3Network;

[NeuralNetwork(3, Loss = Loss.SumOfSquares)]
[Dense(31, Activation.Identity)]
internal sealed partial class From3To31Network;

[NeuralNetwork(40, Loss = Loss.SumOfSquares)]
[Dense(12, Activation.Identity)]
internal sealed partial class From40To12Network;

[NeuralNetwork(12, Loss = Loss.SumOfSquares)]
[Dense(40, Activation.Identity)]
internal sealed partial class From12To40Network;
