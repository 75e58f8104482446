namespace NetGen;

/// <summary>
/// Makes a partial class or record a neural network: NetGen's generator compiles the layer attributes that follow it,
/// in their order, into <c>Forward</c>, <c>Backward</c> and <c>Train</c> for exactly those shapes.
/// </summary>
/// <example>
/// <code>
/// [NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
/// [Dense(3, Activation.Sigmoid)]
/// [Dense(1, Activation.Sigmoid)]
/// public sealed partial class XorNet;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeuralNetworkAttribute : Attribute
{
    /// <summary>A network whose samples are vectors.</summary>
    /// <param name="inputSize">How many numbers one sample has, 1 or more.</param>
    public NeuralNetworkAttribute(int inputSize)
        : this([inputSize])
    {
    }

    /// <summary>A network whose samples are sequences of several channels: all of the first channel, then the second.</summary>
    /// <param name="channels">How many channels one sample has, 1 or more.</param>
    /// <param name="length">How many numbers one channel has, 1 or more.</param>
    public NeuralNetworkAttribute(int channels, int length)
        : this([channels, length])
    {
    }

    /// <summary>A network whose samples are pictures of one or more channels: all rows of the first channel, then those of the second, as in PyTorch.</summary>
    /// <param name="channels">How many channels one sample has, 1 or more.</param>
    /// <param name="height">How many rows one channel has, 1 or more.</param>
    /// <param name="width">How many numbers one row has, 1 or more.</param>
    public NeuralNetworkAttribute(int channels, int height, int width)
        : this([channels, height, width])
    {
    }

    private NeuralNetworkAttribute(int[] shape) => InputShape = shape;

    /// <summary>The shape of one sample, or of one step of a sequence: [n], [channels, length] or [channels, height, width].</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>How many numbers one sample has, all steps of a sequence included.</summary>
    public int InputSize => InputShape.Aggregate(Math.Max(Steps, 1), static (product, extent) => product * extent);

    /// <summary>
    /// How many steps a sample has where it is a sequence: its numbers are those of the first step, then those of the second. Recurrent layers go through the
    /// steps; other layers take each step by itself. Not given by default: samples are no sequences.
    /// </summary>
    public int Steps { get; set; }

    /// <summary>
    /// In which order rows of inputs, and of gradients with respect to them, have the numbers of a shape: channels first by default, or last, as pictures lie in memory.
    /// Shapes, weights and <c>Flatten</c> mean the same with both. A vector has one order.
    /// </summary>
    public InputOrder InputOrder { get; set; }

    /// <summary>What training minimises. Without a loss the network is for inference only.</summary>
    public Loss Loss { get; set; }

    /// <summary>The user's own loss: a type that implements <see cref="ILoss"/>. Excludes <see cref="Loss"/>.</summary>
    public Type? CustomLoss { get; set; }

    /// <summary>
    /// Whether a loss that is a mean over the outputs (mean squared and absolute error, Huber, binary cross-entropy) is their mean or their sum.
    /// </summary>
    public Reduction Reduction { get; set; }

    /// <summary>δ of <see cref="Loss.Huber"/>: where the square becomes a line. Greater than 0; 1 by default.</summary>
    public float Delta { get; set; } = 1;

    /// <summary>Δ of <see cref="Loss.Hinge"/> and <see cref="Loss.SquaredHinge"/>: how far ahead the right class must be. Greater than 0; 1 by default.</summary>
    public float Margin { get; set; } = 1;

    /// <summary>
    /// Whether to generate <c>Backward</c> with the gradient of the loss with respect to the input, and <c>BackwardFrom</c>, which starts
    /// from any gradient with respect to the outputs: for adversarial pairs, policy gradients, losses of one's own. False by default.
    /// </summary>
    public bool InputGradients { get; set; }

    /// <summary>
    /// How many bytes of stack a pass may use for its buffers: 1,024 to 524,288; 65,536 by default.
    /// A network that needs more takes a workspace from the caller. From 65,536 on, batches of layers with more than about 1,000 inputs or outputs
    /// copy weights to a panel of at most 48 KB beside it.
    /// </summary>
    public int StackBudget { get; set; } = 65_536;
}
