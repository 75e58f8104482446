namespace NetGen.Tests.Networks;

/// <summary>Pictures that shrink and grow again, by transposed convolutions and by repetition.</summary>
[NeuralNetwork(2, 8, 6, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Conv2D(16, 2, Activation.Tanh, Stride = 2)]
[ConvTranspose2D(9, 2, Activation.Relu, Stride = 2, Name = "Grown")]
[Upsample(2, From = "Conv2D1", Name = "Repeated")]
[Concat("Grown", "Repeated")]
[ConvTranspose2D(4, 3, Activation.Silu, PadTop = 1, PadLeft = 2, PadRight = 1)]
[Conv2D(1, 1, Activation.Sigmoid)]
internal sealed partial class GrowingPicturesNetwork;

/// <summary>Strides of three and more, whose phases are loops, with holes, over the edge, in groups.</summary>
[NeuralNetwork(4, 5, 4, Loss = Loss.Huber, InputGradients = true)]
[ConvTranspose2D(8, 4, Activation.Gelu, Stride = 3, DilationWidth = 2, PadTop = 2, PadLeft = 3, OutputPaddingHeight = 2)]
[Conv2D(16, 3, Activation.Tanh, Stride = 4, PadBottom = 3)]
[ConvTranspose2D(32, 1, Activation.Tanh, Stride = 3, Groups = 4, UseBias = false)]
[ConvTranspose2D(32, 2, Groups = 32, Padding = Padding.Same, StrideWidth = 2)]
[Conv2D(3, 3, Stride = 5, Dilation = 2)]
internal sealed partial class GrowingStepsNetwork;

/// <summary>Sequences that grow.</summary>
[NeuralNetwork(3, 7, Loss = Loss.SumOfSquares, InputGradients = true)]
[ConvTranspose1D(17, 5, Activation.Tanh, Stride = 2, PadLeft = 1, OutputPadding = 1)]
[Upsample(3)]
[ConvTranspose1D(2, 4, Stride = 4, TrainWeights = false)]
[Conv1D(1, 9, Stride = 8)]
internal sealed partial class GrowingSequenceNetwork;
