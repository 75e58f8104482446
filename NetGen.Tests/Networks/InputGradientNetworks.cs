namespace NetGen.Tests.Networks;

[NeuralNetwork(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(4, Activation.Tanh)]
[Dense(2)]
internal sealed partial class TinyToInputsNetwork;

[NeuralNetwork(1, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class OneToInputNetwork;

[NeuralNetwork(37, Loss = Loss.CrossEntropy, InputGradients = true)]
[Dense(19, Activation.Gelu)]
[Dense(5, Activation.Softmax)]
internal sealed partial class ColumnsToInputsNetwork;

[NeuralNetwork(70, Loss = Loss.Huber, InputGradients = true)]
[Dense(5, Activation.Silu, TrainWeights = false)]
[Dense(3, Activation.Tanh)]
internal sealed partial class RowsToInputsNetwork;

[NeuralNetwork(33, Loss = Loss.SumOfSquares, InputGradients = true, StackBudget = 1024)]
[Dense(300, Activation.Tanh)]
[Dense(2)]
internal sealed partial class WorkspaceToInputsNetwork;

[NeuralNetwork(32, Loss = Loss.Hinge, InputGradients = true)]
[Dense(16)]
internal sealed partial class AlignedToInputsNetwork;
