namespace NetGen.Tests.Networks;

/// <summary>A skip connection, and the sum's activation keeps what stands before it.</summary>
[NeuralNetwork(13, Loss = Loss.CrossEntropy, InputGradients = true)]
[Dense(17, Activation.Tanh, Name = "Skip")]
[Dense(17, Activation.Gelu)]
[Dense(17)]
[Add("Dense2", "Skip", Activation.Mish)]
[Dense(3, Activation.Softmax)]
internal sealed partial class ResidualNetwork;

/// <summary>Two inputs in one row, and a gate.</summary>
[NeuralNetwork(21, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Slice(0, 10, Name = "Left")]
[Slice(10, 11, From = "Input", Name = "Right")]
[Dense(9, Activation.Sigmoid, Name = "Gate")]
[Dense(9, Activation.Tanh, From = "Left", Name = "Value")]
[Multiply("Gate", "Value")]
[Dense(2)]
internal sealed partial class GatedNetwork;

/// <summary>Branches of unlike widths side by side, one of them a single unit, the input itself another.</summary>
[NeuralNetwork(7, Loss = Loss.Huber, Delta = 0.6f, InputGradients = true)]
[Dense(1, Name = "A")]
[Dense(16, Activation.Relu, From = "Input", Name = "B")]
[Dense(33, Activation.Silu, From = "Input", Name = "C")]
[Concat("A", "B", "Input", "C", "A", Activation = Activation.Softplus)]
[Dense(5, Activation.Softsign)]
internal sealed partial class BranchesNetwork;

/// <summary>A product of three as the head of a fused loss.</summary>
[NeuralNetwork(6, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[Dense(15, Name = "A")]
[Dense(15, Activation.Tanh, From = "Input", Name = "B")]
[Dense(15, Activation.Elu, From = "A", Name = "C", Alpha = 0.7f)]
[Multiply("A", "B", "C", Activation.Sigmoid)]
internal sealed partial class ProductNetwork;

/// <summary>Layers that read one value several times.</summary>
[NeuralNetwork(9, Loss = Loss.SumOfSquares, InputGradients = true)]
[Dense(9, Activation.Tanh, Name = "A")]
[Multiply("A", "A", Name = "Square")]
[Add("A", "Square", "A", "Input", Activation.LeakyRelu, Slope = 0.2f)]
[Concat("Add1", "Add1", Name = "Twice")]
[Multiply("Twice", "Twice", "Twice", "Twice")]
internal sealed partial class RepeatedNetwork;

/// <summary>A sum of many, of which most are gradients that nobody needs.</summary>
[NeuralNetwork(3, Loss = Loss.HalfSumOfSquares)]
[Add("Input", "Input", "Input", Activation.Tanh)]
[Dense(31, TrainWeights = false, TrainBiases = false)]
[Dense(31, Activation.HardSwish)]
[Add("Dense1", "Dense2", "Dense1", "Dense2", "Dense1", Activation = Activation.Selu)]
[Dense(8)]
internal sealed partial class FrozenBranchNetwork;

/// <summary>No parameters, only a way back to the input.</summary>
[NeuralNetwork(5, InputGradients = true)]
[Activate(Activation.Tanh)]
[Multiply("Activate1", "Input")]
[Add("Multiply1", "Input", "Activate1")]
internal sealed partial class WeightlessNetwork;

/// <summary>The policy and the value of one trunk.</summary>
[NeuralNetwork(10, Loss = Loss.MeanAbsoluteError, InputGradients = true)]
[Dense(32, Activation.Relu, Name = "Trunk")]
[Dense(7, Activation.Softmax, Name = "Policy")]
[Dense(1, From = "Trunk", Name = "Value")]
[Concat("Policy", "Value")]
internal sealed partial class TwoHeadsNetwork;

/// <summary>Activations as layers of their own: first, between, and as the head that a loss takes in.</summary>
[NeuralNetwork(11, Loss = Loss.CrossEntropy, InputGradients = true)]
[Activate(Activation.Softmax)]
[Dense(20)]
[Activate(Activation.GeluTanh)]
[Activate(Activation.Identity)]
[Dense(6, Activation.Tanh)]
[Activate(Activation.Elu, Alpha = 1.3f)]
[Activate(Activation.Softmax)]
internal sealed partial class ActivatedNetwork;

/// <summary>A vector that is flattened, and read before and after.</summary>
[NeuralNetwork(8, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Flatten(Name = "Same")]
[Dense(12, Activation.Tanh)]
[Flatten]
[Reshape(12)]
[Add("Flatten1", "Reshape1", "Dense1", Activation.Softsign)]
[Flatten]
internal sealed partial class FlattenedNetwork;

/// <summary>Images: channels are taken, put side by side, added, multiplied, turned into others and flattened.</summary>
[NeuralNetwork(3, 5, 7, Loss = Loss.CrossEntropy, InputGradients = true)]
[Slice(1, 2, Name = "Two")]
[Slice(0, 1, From = "Input", Name = "One")]
[Concat("Two", "One", "Input", Activation.Tanh)]
[Multiply("Concat1", "Concat1")]
[Activate(Activation.Softmax, Name = "Shares")]
[Add("Shares", "Concat1", Activation.Silu)]
[Reshape(7, 30)]
[Reshape(10, 3, 7)]
[Slice(3, 5)]
[Flatten]
[Dense(4, Activation.Softmax)]
internal sealed partial class ShapedNetwork;

/// <summary>The output is shaped, and the loss takes it in the user's order.</summary>
[NeuralNetwork(6, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(12, Activation.Tanh)]
[Reshape(3, 4, Name = "Maps")]
[Dense(12, From = "Dense1")]
[Reshape(3, 2, 2)]
[Reshape(3, 4)]
[Add("Maps", "Reshape2", Activation.Softmax)]
internal sealed partial class ShapedHeadNetwork;

/// <summary>A shaped output whose sigmoid the loss takes in.</summary>
[NeuralNetwork(2, 3, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[Flatten]
[Dense(20)]
[Reshape(5, 2, 2)]
[Activate(Activation.Sigmoid)]
internal sealed partial class ShapedSharesNetwork;

/// <summary>One channel and one place: shapes that need no other order.</summary>
[NeuralNetwork(1, 4, 4, Loss = Loss.Huber, InputGradients = true)]
[Reshape(16, 1)]
[Activate(Activation.Tanh)]
[Flatten]
[Dense(16)]
[Reshape(16, 1)]
[Add("Reshape2", "Activate1")]
[Reshape(1, 16)]
internal sealed partial class ThinShapesNetwork;

/// <summary>A custom loss of a shaped output.</summary>
[NeuralNetwork(4, CustomLoss = typeof(Support.WeightedSquares))]
[Dense(6, Activation.Tanh)]
[Reshape(3, 2)]
internal sealed partial class ShapedCustomNetwork;

/// <summary>Blocks that do not fit the stack: the values of every branch are in the workspace.</summary>
[NeuralNetwork(40, Loss = Loss.MeanSquaredError, StackBudget = 4096, InputGradients = true)]
[Dense(96, Activation.Relu, Name = "A")]
[Dense(96, Activation.Tanh)]
[Add("A", "Dense1", Name = "B")]
[Dense(96, Activation.Gelu)]
[Add("B", "Dense2", "A", Activation.Relu)]
[Concat("Add1", "Input")]
[Dense(10)]
internal sealed partial class DeepBranchesNetwork;

/// <summary>Rows whose length is a large power of two lie one line further apart, and are joined with rows that do not.</summary>
[NeuralNetwork(256, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(256, Activation.Relu, Name = "A")]
[Add("A", "Input", Activation.Tanh)]
[Multiply("Add1", "Input")]
[Dense(3)]
internal sealed partial class PaddedBranchNetwork;

/// <summary>Sums of single numbers.</summary>
[NeuralNetwork(1, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[Dense(1, Activation.Tanh)]
[Add("Dense1", "Input")]
[Multiply("Add1", "Dense1", "Input", Activation.Sigmoid)]
internal sealed partial class SingleNumbersNetwork;
