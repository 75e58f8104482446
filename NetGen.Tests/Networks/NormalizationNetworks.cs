namespace NetGen.Tests.Networks;

/// <summary>Rows are normalised first, between and last, and one that a second layer reads, too.</summary>
[NeuralNetwork(13, Loss = Loss.MeanSquaredError, InputGradients = true)]
[LayerNorm]
[Dense(37, Activation.Gelu)]
[LayerNorm(Epsilon = 0.01f, Name = "Skip")]
[Dense(37, Activation.Tanh)]
[LayerNorm(UseBias = false)]
[Add("LayerNorm2", "Skip", Activation.Silu)]
[Dense(9)]
[LayerNorm(Affine = false)]
internal sealed partial class LayerNormNetwork;

/// <summary>Two values, frozen scales and shifts, penalties, and a row that is a power of two.</summary>
[NeuralNetwork(2, Loss = Loss.CrossEntropy, InputGradients = true)]
[LayerNorm(TrainWeights = false)]
[Dense(64)]
[LayerNorm(TrainBiases = false, Initializer = Initializer.Normal, InitializerScale = 0.5f, InitialBias = 0.25f, L1 = 0.001f, L2 = 0.01f)]
[Activate(Activation.Relu)]
[Dense(3, Activation.Softmax)]
internal sealed partial class FrozenLayerNormNetwork;

/// <summary>Whole images, whose channels come last in memory.</summary>
[NeuralNetwork(3, 4, 5, Loss = Loss.CrossEntropy, InputGradients = true)]
[LayerNorm]
[Activate(Activation.Tanh)]
[Flatten]
[Dense(5, Activation.Softmax)]
internal sealed partial class ImageLayerNormNetwork;

/// <summary>Nothing but a normalisation.</summary>
[NeuralNetwork(19, InputGradients = true)]
[LayerNorm(Affine = false)]
internal sealed partial class RowNormNetwork;

/// <summary>Rows are scaled first, between and last, images too.</summary>
[NeuralNetwork(13, Loss = Loss.Huber, InputGradients = true)]
[RmsNorm]
[Dense(36, Activation.Tanh)]
[RmsNorm(Epsilon = 0.01f)]
[Reshape(3, 3, 4)]
[RmsNorm(TrainWeights = false)]
[Flatten]
[Dense(11)]
[RmsNorm(Affine = false)]
internal sealed partial class RmsNormNetwork;

/// <summary>Slopes that are learned: one, one a unit, one a channel, some frozen.</summary>
[NeuralNetwork(3, 2, 5, Loss = Loss.MeanSquaredError, InputGradients = true)]
[PRelu(PerChannel = true)]
[Flatten]
[Dense(33)]
[PRelu(Name = "One")]
[Dense(33)]
[PRelu(PerChannel = true, Initializer = Initializer.Normal, InitializerScale = 0.5f)]
[Add("One", "PRelu2")]
[Dense(17)]
[PRelu(TrainWeights = false, Initializer = Initializer.Constant, InitializerScale = -0.5f)]
internal sealed partial class SlopesNetwork;
