namespace NetGen.Tests.Networks;

[NeuralNetwork(17, Loss = Loss.MeanSquaredError)]
[Dense(33, Activation.Tanh, UseBias = false)]
[Dense(5, UseBias = false)]
internal sealed partial class NoBiasesNetwork;

[NeuralNetwork(9, Loss = Loss.CrossEntropy)]
[Dense(16, Activation.Tanh, UseBias = false)]
[Dense(24, Activation.Softmax)]
internal sealed partial class SomeBiasesNetwork;

[NeuralNetwork(16, Loss = Loss.Huber)]
[Dense(20, Activation.Silu, TrainBiases = false)]
[Dense(7, TrainBiases = false)]
internal sealed partial class FrozenBiasesNetwork;

/// <summary>Only biases are trained.</summary>
[NeuralNetwork(16, Loss = Loss.BinaryCrossEntropy)]
[Dense(20, Activation.Gelu, TrainWeights = false)]
[Dense(7, Activation.Sigmoid, TrainWeights = false)]
internal sealed partial class FrozenWeightsNetwork;

[NeuralNetwork(20, Loss = Loss.CrossEntropy)]
[Dense(17, Activation.Tanh, TrainWeights = false, TrainBiases = false)]
[Dense(4, Activation.Softmax)]
internal sealed partial class FrozenFirstLayerNetwork;

[NeuralNetwork(8, Loss = Loss.SquaredHinge)]
[Dense(7, Activation.Tanh)]
[Dense(20, Activation.Sigmoid, TrainWeights = false, TrainBiases = false)]
[Dense(4)]
internal sealed partial class FrozenMiddleLayerNetwork;

[NeuralNetwork(8, Loss = Loss.MeanSquaredError)]
[Dense(20, Activation.Sigmoid)]
[Dense(4, TrainWeights = false, TrainBiases = false)]
internal sealed partial class FrozenHeadNetwork;
