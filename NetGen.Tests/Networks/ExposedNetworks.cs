namespace NetGen.Tests.Networks;

/// <summary>An autoencoder whose code, and what comes before its activation, can be had.</summary>
[NeuralNetwork(21, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(33, Activation.Relu, Expose = true)]
[Dense(5, Name = "Code", Expose = true)]
[Activate(Activation.Tanh, Name = "Bounded", Expose = true)]
[Dense(33, Activation.Gelu)]
[Dense(21, Name = "Last", Expose = true)]
internal sealed partial class EncoderNetwork;

/// <summary>Two branches, of which each can be had without the other, and a shaped value in the user's order.</summary>
[NeuralNetwork(2, 3, 4)]
[LayerNorm(Name = "Normal", Expose = true)]
[Flatten(Name = "Flat", Expose = true)]
[Dense(17, Activation.Softmax, Name = "Left", Expose = true)]
[Dense(17, Activation.Sigmoid, From = "Flat", Name = "Right", Expose = true)]
[Multiply("Left", "Right", Name = "Both", Expose = true)]
[Dense(1, Activation.Tanh, Expose = true)]
[Add("Dense1", "Dense1", Activation.Sigmoid)]
internal sealed partial class ExposedBranchesNetwork;

/// <summary>A network that would otherwise be one straight line, and one that would stay in registers.</summary>
[NeuralNetwork(3, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Tanh, Expose = true)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class ExposedTinyNetwork;

/// <summary>All of a network, exposed.</summary>
[NeuralNetwork(5, Loss = Loss.MeanSquaredError)]
[Dense(3, Activation.Tanh, Name = "All", Expose = true)]
internal sealed partial class ExposedSingleNetwork;

/// <summary>The way to the code needs a workspace.</summary>
[NeuralNetwork(30, Loss = Loss.MeanSquaredError, StackBudget = 1024)]
[Dense(300, Activation.Relu, Name = "Wide")]
[Dense(40, Name = "Code", Expose = true)]
[Dense(2, Name = "Head")]
internal sealed partial class ExposedWorkspaceNetwork;
