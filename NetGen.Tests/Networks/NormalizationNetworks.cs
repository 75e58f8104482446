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
