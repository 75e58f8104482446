namespace NetGen.Tests.Networks;

/// <summary>Sixteen channels and more, whole vectors, padded to the same size; two layers that read one.</summary>
[NeuralNetwork(3, 6, 7, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Conv2D(16, 3, Activation.Relu, Padding = Padding.Same, Name = "A")]
[Conv2D(16, 3, Activation.Tanh, Padding = Padding.Same, Name = "B")]
[Add("A", "B", Activation.Silu)]
[Conv2D(32, 1, Activation.LeakyRelu, Slope = 0.1f)]
[Conv2D(5, 2, Stride = 2)]
[Flatten]
[Dense(3)]
internal sealed partial class SameConvolutionNetwork;

/// <summary>Odd channels, unlike axes, strides, dilations and paddings.</summary>
[NeuralNetwork(2, 9, 8, Loss = Loss.CrossEntropy, InputGradients = true)]
[Conv2D(17, 3, Activation.Gelu, KernelWidth = 2, StrideHeight = 2, DilationWidth = 3, PadTop = 2, PadLeft = 1, PadRight = 4)]
[Conv2D(9, 2, Activation.Sigmoid, Stride = 3, PadBottom = 1, UseBias = false)]
[Conv2D(7, 1, Stride = 2, Dilation = 2)]
[Flatten]
[Dense(3, Activation.Softmax)]
internal sealed partial class OddConvolutionNetwork;

/// <summary>Groups of one, of few and of many channels.</summary>
[NeuralNetwork(6, 5, 5, Loss = Loss.Huber, InputGradients = true)]
[Conv2D(12, 3, Activation.Relu, Padding = Padding.Same, Groups = 2)]
[Conv2D(12, 3, Activation.Tanh, Padding = Padding.Same, Groups = 12, Stride = 2)]
[Conv2D(48, 2, Groups = 4, PadRight = 1)]
[Conv2D(24, 2, Activation.Softplus, Groups = 24, Dilation = 1)]
[Conv2D(3, 1, Activation.Softmax)]
internal sealed partial class GroupedConvolutionNetwork;

/// <summary>A stride larger than the kernel, so that some inputs have no gradient, and an even kernel padded to the same size.</summary>
[NeuralNetwork(1, 11, 10, Loss = Loss.SumOfSquares, InputGradients = true)]
[Conv2D(6, 4, Activation.Elu, Padding = Padding.Same)]
[Conv2D(4, 2, Stride = 3)]
[Conv2D(1, 2, Activation.Sigmoid, Padding = Padding.Same, Stride = 2)]
internal sealed partial class SparseConvolutionNetwork;

/// <summary>Sequences: a causal convolution, one with holes, one that shrinks them.</summary>
[NeuralNetwork(4, 23, Loss = Loss.MeanAbsoluteError, InputGradients = true)]
[Conv1D(8, 3, Activation.Tanh, PadLeft = 2, Name = "A")]
[Conv1D(8, 3, Activation.Relu, PadLeft = 8, Dilation = 4)]
[Add("A", "Conv1D1")]
[Conv1D(19, 5, Activation.Mish, Stride = 2)]
[Conv1D(2, 4, Stride = 3, PadRight = 2)]
internal sealed partial class SequenceConvolutionNetwork;

/// <summary>Kernels of one place, one of them over one pixel, and a convolution whose weights are frozen.</summary>
[NeuralNetwork(5, 3, 3, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[Conv2D(33, 1, Activation.Relu)]
[Conv2D(16, 3, Activation.Tanh, TrainWeights = false)]
[Conv2D(64, 1, Activation.HardSwish, TrainBiases = false)]
[Conv2D(2, 1, Activation.Sigmoid)]
internal sealed partial class PointConvolutionNetwork;

/// <summary>Wide rows: more pixels than a register block, in pairs of vectors, singly, and in none.</summary>
[NeuralNetwork(2, 3, 37, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Conv2D(32, 3, Activation.Relu, PadLeft = 1, PadRight = 1)]
[Conv2D(20, 1, Activation.HardTanh, KernelWidth = 3)]
[Conv2D(3, 1, KernelWidth = 2, DilationWidth = 5)]
[Conv2D(16, 1, Activation.Relu, StrideWidth = 2)]
[Conv2D(4, 1, KernelWidth = 3, StrideWidth = 2, DilationWidth = 2, PadLeft = 3)]
internal sealed partial class WideConvolutionNetwork;
