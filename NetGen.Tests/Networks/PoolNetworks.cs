namespace NetGen.Tests.Networks;

/// <summary>Windows side by side over few channels, as behind the first convolution of a small network.</summary>
[NeuralNetwork(1, 12, 12, Loss = Loss.CrossEntropy, InputGradients = true)]
[Conv2D(6, 3, Activation.Tanh, Padding = Padding.Same)]
[MaxPool(2)]
[Conv2D(16, 3, Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(4, Activation.Softmax)]
internal sealed partial class SmallPicturesNetwork;

/// <summary>Windows that overlap, with holes, over the edge, of unlike axes; whole vectors and parts of them.</summary>
[NeuralNetwork(2, 9, 10, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Conv2D(17, 2, Activation.Tanh)]
[MaxPool(3, Stride = 2, PadTop = 1, PadLeft = 1, DilationWidth = 2, Name = "Max")]
[AveragePool(2, KernelHeight = 3, Stride = 1, PadBottom = 1, PadRight = 1, CountIncludePad = false)]
[Conv2D(9, 1, Activation.Silu)]
[AveragePool(2, Stride = 1, Padding = Padding.Same)]
[MaxPool(5, Stride = 4, Padding = Padding.Same)]
internal sealed partial class OverlappingPoolNetwork;

/// <summary>Sequences, and the mean of every channel as the head.</summary>
[NeuralNetwork(3, 21, Loss = Loss.Huber, InputGradients = true)]
[Conv1D(8, 3, Activation.Tanh)]
[MaxPool(3, Stride = 2, PadLeft = 1, PadRight = 1)]
[Conv1D(5, 2, Activation.Gelu)]
[AveragePool(2)]
[GlobalAveragePool]
internal sealed partial class SequencePoolNetwork;

/// <summary>A value that a pool and another layer read, a window of more places than are written out, and means of whole vectors.</summary>
[NeuralNetwork(32, 6, 6, Loss = Loss.SumOfSquares, InputGradients = true)]
[MaxPool(5, Stride = 1, Name = "Max")]
[AveragePool(5, Stride = 1, From = "Input", Name = "Mean")]
[Add("Max", "Mean", Name = "Both")]
[MaxPool(2, From = "Both")]
[GlobalAveragePool]
[GlobalAveragePool(From = "Both", Name = "All")]
[Multiply("GlobalAveragePool1", "All")]
[Dense(2)]
internal sealed partial class PoolBranchesNetwork;
