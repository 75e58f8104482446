namespace NetGen.Tests.Serialization;

/// <summary>The networks of Goldens/weights.py.</summary>
[NeuralNetwork(7)]
[Dense(33, Activation.Tanh)]
[Dense(16, Activation.Relu)]
[Dense(5, Activation.Softmax)]
internal sealed partial class NamedNetwork;

/// <summary>The same tensors, another activation.</summary>
[NeuralNetwork(7)]
[Dense(33, Activation.Tanh)]
[Dense(16, Activation.Gelu)]
[Dense(5, Activation.Softmax)]
internal sealed partial class OtherActivationNetwork;

/// <summary>The same in inference.</summary>
[NeuralNetwork(7, Loss = Loss.CrossEntropy)]
[Dense(33, Activation.Tanh)]
[Dropout(0.5f)]
[Dense(16, Activation.Relu)]
[Dense(5, Activation.Softmax)]
internal sealed partial class TrainableNamedNetwork;

[NeuralNetwork(3)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Tanh)]
internal sealed partial class TowerNetwork;

[NeuralNetwork(6)]
[Dense(20, Activation.Silu)]
[Dense(9, Activation.Elu)]
[Dense(4, UseBias = false)]
internal sealed partial class AgentNetwork;

[NeuralNetwork(2)]
[Dense(3, Name = "hidden")]
[Dense(1, Name = "output")]
internal sealed partial class SmallNetwork;
