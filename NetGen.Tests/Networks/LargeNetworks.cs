namespace NetGen.Tests.Networks;

[NeuralNetwork(784, Loss = Loss.CrossEntropy)]
[Dense(16, Activation.Sigmoid)]
[Dense(10, Activation.Softmax)]
internal sealed partial class DigitNetwork;

[NeuralNetwork(784, Loss = Loss.CrossEntropy)]
[Dense(128, Activation.Gelu)]
[Dense(64, Activation.Tanh)]
[Dense(10, Activation.Softmax)]
internal sealed partial class DeepDigitNetwork;

[NeuralNetwork(12288, Loss = Loss.BinaryCrossEntropy)]
[Dense(7, Activation.Relu)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class CatNetwork;

[NeuralNetwork(12288, Loss = Loss.BinaryCrossEntropy)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class LogisticCatNetwork;

/// <summary>Too large for the stack: batches take a workspace.</summary>
[NeuralNetwork(300, Loss = Loss.CrossEntropy)]
[Dense(700, Activation.Tanh)]
[Dense(600, Activation.Silu)]
[Dense(10, Activation.Softmax)]
internal sealed partial class WorkspaceNetwork;

/// <summary>Not even one row fits on its stack.</summary>
[NeuralNetwork(40, Loss = Loss.MeanSquaredError, StackBudget = 1024)]
[Dense(100, Activation.Mish)]
[Dense(7)]
internal sealed partial class SmallStackNetwork;

/// <summary>A few rows fit on its stack.</summary>
[NeuralNetwork(24, Loss = Loss.KullbackLeibler, StackBudget = 2048)]
[Dense(50, Activation.Silu)]
[Dense(7, Activation.Softmax)]
internal sealed partial class ScarceStackNetwork;

[NeuralNetwork(10, Loss = Loss.CrossEntropy)]
[Dense(1000, Activation.Softmax)]
internal sealed partial class WideOutputNetwork;

[NeuralNetwork(37, Loss = Loss.Hinge)]
[Dense(1001)]
internal sealed partial class WideOutputOddNetwork;

[NeuralNetwork(1003, Loss = Loss.BinaryCrossEntropy)]
[Dense(13, Activation.Tanh)]
[Dense(5, Activation.Sigmoid)]
internal sealed partial class OddInputNetwork;

/// <summary>Rows of weights that lie a large power of two apart: batches copy them to panels, the last of which is not full.</summary>
[NeuralNetwork(530, Loss = Loss.CrossEntropy)]
[Dense(512, Activation.Relu)]
[Dense(3, Activation.Softmax)]
internal sealed partial class PanelNetwork;

/// <summary>Layers that would leave a second vector of outputs mostly empty: their weights lie by output.</summary>
[NeuralNetwork(65, Loss = Loss.MeanSquaredError)]
[Dense(26, Activation.Tanh)]
[Dense(80, Activation.Sigmoid)]
[Dense(17, Activation.Softsign)]
internal sealed partial class SecondVectorNetwork;
