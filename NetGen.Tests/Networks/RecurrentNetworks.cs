namespace NetGen.Tests.Networks;

/// <summary>The last state of a gated unit.</summary>
[NeuralNetwork(3, Steps = 7, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Gru(5)]
[Dense(2)]
internal sealed partial class GruNetwork;

/// <summary>The state of every step, of units that fill no whole vector.</summary>
[NeuralNetwork(2, Steps = 4, Loss = Loss.Huber, InputGradients = true)]
[Gru(17, ReturnSequence = true)]
[Dense(3, Activation.Tanh)]
internal sealed partial class GruSequenceNetwork;

/// <summary>A classifier of sequences.</summary>
[NeuralNetwork(1, Steps = 9, Loss = Loss.CrossEntropy)]
[Lstm(16)]
[Dense(3, Activation.Softmax)]
internal sealed partial class LstmNetwork;

/// <summary>Several in a row, without biases, of unlike sizes.</summary>
[NeuralNetwork(5, Steps = 3, Loss = Loss.SumOfSquares, InputGradients = true)]
[Lstm(9, ReturnSequence = true, UseBias = false)]
[Lstm(1, ReturnSequence = true)]
[Lstm(33)]
internal sealed partial class LstmStackNetwork;

/// <summary>A single output a step, with a fused head.</summary>
[NeuralNetwork(2, Steps = 5, Loss = Loss.BinaryCrossEntropy)]
[Lstm(8, ReturnSequence = true, TrainBiases = false)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class LstmTagNetwork;

/// <summary>The plain cell, and one whose activation keeps what stands before it.</summary>
[NeuralNetwork(4, Steps = 6, Loss = Loss.MeanSquaredError, InputGradients = true)]
[SimpleRnn(7, ReturnSequence = true)]
[SimpleRnn(6, Activation.Gelu, ReturnSequence = true)]
[SimpleRnn(3, Activation.Identity)]
internal sealed partial class SimpleRnnNetwork;

/// <summary>One unit, one step, one feature.</summary>
[NeuralNetwork(1, Steps = 1, Loss = Loss.MeanSquaredError)]
[SimpleRnn(1, Activation.LeakyRelu, Slope = 0.2f)]
internal sealed partial class OneStepNetwork;

/// <summary>Layers that know nothing of sequences, applied to every step: a head of several fused values.</summary>
[NeuralNetwork(6, Steps = 5, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[LayerNorm(Name = "Norm")]
[Gru(6, ReturnSequence = true, Name = "Memory")]
[Add("Memory", "Norm", Activation.Mish, Name = "Skip")]
[Slice(1, 4)]
[Concat("Slice1", "Input", Activation.Tanh)]
[Multiply("Concat1", "Concat1")]
[PRelu]
[Dense(3, Activation.Sigmoid)]
internal sealed partial class StepsNetwork;

/// <summary>Steps without memory, and a sequence as the input of a sequence as the output.</summary>
[NeuralNetwork(3, Steps = 4, Loss = Loss.MeanAbsoluteError, InputGradients = true)]
[Dense(16, Activation.Silu)]
[RmsNorm]
[Dense(5, Activation.Softplus)]
internal sealed partial class StepwiseNetwork;

/// <summary>Frames: each step is a picture.</summary>
[NeuralNetwork(2, 3, 2, Steps = 3, Loss = Loss.CrossEntropy, InputGradients = true)]
[Activate(Activation.Tanh)]
[Flatten]
[SimpleRnn(10, Activation.Relu, TrainWeights = false)]
[Dense(4, Activation.Softmax)]
internal sealed partial class FramesNetwork;

/// <summary>Too large for the stack.</summary>
[NeuralNetwork(8, Steps = 40, Loss = Loss.MeanSquaredError, StackBudget = 16_384)]
[Gru(20, ReturnSequence = true)]
[Lstm(12)]
[Dense(2)]
internal sealed partial class LongSequenceNetwork;

/// <summary>Inference only.</summary>
[NeuralNetwork(2, Steps = 11)]
[Lstm(4, ReturnSequence = true)]
[Gru(3, ReturnSequence = true)]
internal sealed partial class RecurrentInferenceNetwork;

/// <summary>PyTorch's two kinds of plain cells.</summary>
[NeuralNetwork(4, Steps = 6, Loss = Loss.MeanSquaredError)]
[SimpleRnn(7, ReturnSequence = true)]
[SimpleRnn(6, Activation.Relu, ReturnSequence = true)]
[SimpleRnn(3)]
internal sealed partial class RnnGoldenNetwork;
