namespace NetGen.Tests.Networks;

/// <summary>No loss: nothing but inference is generated.</summary>
[NeuralNetwork(9)]
[Dense(17, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class InferenceNetwork;

[NeuralNetwork(33)]
[Dense(64, Activation.Relu)]
[Dense(5)]
internal sealed partial class InferenceRegressionNetwork;

/// <summary>Too large for the stack, without a loss.</summary>
[NeuralNetwork(33)]
[Dense(1100, Activation.Relu)]
[Dense(5)]
internal sealed partial class LargeInferenceNetwork;
