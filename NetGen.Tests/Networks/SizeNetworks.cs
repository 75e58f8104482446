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

/// <summary>Eight layers of one size.</summary>
[NeuralNetwork(12, Loss = Loss.CrossEntropy)]
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
