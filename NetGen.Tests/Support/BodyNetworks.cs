namespace NetGen.Tests.Support;

/// <summary>Dense networks whose emitted bodies are held: every kernel, both sides of every threshold, every way a network can train.</summary>
internal static class BodyNetworks
{
    public const string CustomLoss =
        """
        public readonly struct OwnLoss : ILoss
        {
            public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) => 0;
        }

        """;

    /// <summary>All networks in one source.</summary>
    public static string Source => CustomLoss + string.Concat(All.Select(network => $"{network.Attributes} public partial class {network.Name};\n"));

    public static IReadOnlyList<(string Name, string Attributes)> All { get; } =
    [
        // All in registers.
        ("OneByOne", "[NeuralNetwork(1, Loss = Loss.MeanSquaredError)] [Dense(1)]"),
        ("OneSigmoid", "[NeuralNetwork(1, Loss = Loss.BinaryCrossEntropy)] [Dense(1, Activation.Sigmoid)]"),
        ("Xor", "[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)] [Dense(3, Activation.Sigmoid)] [Dense(1, Activation.Sigmoid)]"),
        ("FromScratch", "[NeuralNetwork(3, Loss = Loss.SumOfSquares)] [Dense(4, Activation.Sigmoid, UseBias = false)] [Dense(1, Activation.Sigmoid, UseBias = false)]"),
        ("StraightGelu", "[NeuralNetwork(5, Loss = Loss.MeanSquaredError)] [Dense(6, Activation.Gelu, UseBias = false)] [Dense(3, Activation.LeakyRelu, Slope = 0.2f)] [Dense(1, Activation.Softplus)]"),
        ("StraightDeep", "[NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy)] [Dense(5, Activation.Relu)] [Dense(4, Activation.Silu)] [Dense(2, Activation.Elu)] [Dense(1, Activation.Sigmoid)]"),
        ("StraightInference", "[NeuralNetwork(13)] [Dense(3, Activation.Mish)] [Dense(1, Activation.HardSwish)]"),
        ("StraightLinear", "[NeuralNetwork(9, Loss = Loss.SumOfSquares)] [Dense(1)]"),

        // One small layer.
        ("RegisterTiny", "[NeuralNetwork(4, Loss = Loss.MeanSquaredError)] [Dense(3, Activation.Tanh)]"),
        ("RegisterTinySeven", "[NeuralNetwork(9, Loss = Loss.HalfSumOfSquares)] [Dense(7, Activation.Sigmoid)]"),
        ("RegisterRows", "[NeuralNetwork(30, Loss = Loss.BinaryCrossEntropy)] [Dense(3, Activation.Sigmoid)]"),
        ("RegisterRowsSix", "[NeuralNetwork(40, Loss = Loss.SumOfSquares)] [Dense(6, Activation.Relu)]"),
        ("RegisterOne", "[NeuralNetwork(100, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Sum)] [Dense(1, Activation.Sigmoid)]"),
        ("RegisterSum", "[NeuralNetwork(5, Loss = Loss.MeanSquaredError, Reduction = Reduction.Sum)] [Dense(3)]"),
        ("Pieces", "[NeuralNetwork(9, Loss = Loss.MeanSquaredError)] [Dense(12, Activation.Tanh)]"),
        ("AloneSixteen", "[NeuralNetwork(16, Loss = Loss.CrossEntropy)] [Dense(12, Activation.Softmax)]"),
        ("AloneMany", "[NeuralNetwork(400, Loss = Loss.MeanSquaredError)] [Dense(2)]"),

        // Tiny layers.
        ("WorkedExample", "[NeuralNetwork(2, Loss = Loss.HalfSumOfSquares)] [Dense(2, Activation.Sigmoid, TrainBiases = false)] [Dense(2, Activation.Sigmoid, TrainBiases = false)]"),
        ("Classify2d", "[NeuralNetwork(2, Loss = Loss.CrossEntropy)] [Dense(6, Activation.Tanh)] [Dense(2, Activation.Tanh)] [Dense(2, Activation.Softmax)]"),
        ("TinyMish", "[NeuralNetwork(3, Loss = Loss.HalfSumOfSquares)] [Dense(5, Activation.Mish)] [Dense(7, Activation.Gelu)] [Dense(2, Activation.Softmax)] [Dense(3, Activation.Silu)]"),
        ("TinyWide", "[NeuralNetwork(15, Loss = Loss.MeanSquaredError)] [Dense(7, Activation.Softplus)] [Dense(7, Activation.HardSwish)] [Dense(6, Activation.GeluTanh)]"),
        ("TinyBinary", "[NeuralNetwork(3, Loss = Loss.BinaryCrossEntropy)] [Dense(5, Activation.Gelu)] [Dense(7, Activation.Tanh)] [Dense(1, Activation.Sigmoid)]"),

        // Every size, both ways.
        ("Widening", "[NeuralNetwork(1, Loss = Loss.MeanSquaredError)] [Dense(2, Activation.Tanh)] [Dense(3, Activation.Softsign)] [Dense(7, Activation.Silu)] [Dense(8)] [Dense(9, Activation.Tanh)] [Dense(15, Activation.Softsign)] [Dense(16, Activation.Silu)] [Dense(17)] [Dense(31, Activation.Tanh)] [Dense(33, Activation.Softsign)] [Dense(64, Activation.Silu)] [Dense(100)]"),
        ("Narrowing", "[NeuralNetwork(100, Loss = Loss.MeanSquaredError)] [Dense(64, Activation.Tanh)] [Dense(33, Activation.Softsign)] [Dense(31, Activation.Silu)] [Dense(17)] [Dense(16, Activation.Tanh)] [Dense(15, Activation.Softsign)] [Dense(9, Activation.Silu)] [Dense(8)] [Dense(7, Activation.Tanh)] [Dense(3, Activation.Softsign)] [Dense(2, Activation.Silu)] [Dense(1)]"),
        ("Deep", "[NeuralNetwork(12, Loss = Loss.CrossEntropy)] [Dense(12, Activation.Tanh)] [Dense(12, Activation.Tanh)] [Dense(12, Activation.Tanh)] [Dense(3, Activation.Softmax)]"),
        ("RowsTen", "[NeuralNetwork(17, Loss = Loss.CrossEntropy)] [Dense(17, Activation.Relu)] [Dense(10, Activation.Softmax)]"),
        ("RowsNine", "[NeuralNetwork(16, Loss = Loss.MeanSquaredError)] [Dense(9, Activation.Relu)] [Dense(16, Activation.Relu)] [Dense(9)]"),
        ("ColumnsSixteenTen", "[NeuralNetwork(16, Loss = Loss.MeanSquaredError)] [Dense(10, Activation.Relu)] [Dense(14)]"),
        ("SecondVector", "[NeuralNetwork(65, Loss = Loss.MeanSquaredError)] [Dense(26, Activation.Tanh)] [Dense(80, Activation.Sigmoid)] [Dense(17, Activation.Softsign)]"),
        ("SecondVectorSmall", "[NeuralNetwork(63, Loss = Loss.MeanSquaredError)] [Dense(26, Activation.Tanh)] [Dense(27)]"),
        ("RowsFew", "[NeuralNetwork(100, Loss = Loss.MeanSquaredError)] [Dense(2, Activation.Gelu)] [Dense(40, Activation.Gelu)] [Dense(7, Activation.Gelu)]"),

        // Columns of one to many vectors.
        ("ColumnsTwelve", "[NeuralNetwork(20, Loss = Loss.Huber)] [Dense(32, Activation.Relu)] [Dense(48, Activation.Relu)] [Dense(80, Activation.Relu)] [Dense(96, Activation.Relu)] [Dense(192)]"),
        ("ColumnsThirteen", "[NeuralNetwork(20, Loss = Loss.Huber, Delta = 0.3f)] [Dense(208, Activation.HardTanh)] [Dense(170, Activation.HardSigmoid)] [Dense(224, Activation.LeakyRelu)]"),
        ("ColumnsOdd", "[NeuralNetwork(100, Loss = Loss.CrossEntropy)] [Dense(127, Activation.Elu)] [Dense(129, Activation.Selu)] [Dense(64, Activation.Softmax)]"),
        ("ManyWeights", "[NeuralNetwork(7, Loss = Loss.MeanSquaredError)] [Dense(128, Activation.Relu)] [Dense(64, Activation.Relu)] [Dense(63, Activation.Relu)] [Dense(65)]"),
        ("Streamed", "[NeuralNetwork(514, Loss = Loss.CrossEntropy)] [Dense(256, Activation.Gelu)] [Dense(511, Activation.Silu, UseBias = false)] [Dense(10, Activation.Softmax)]"),
        ("Panel", "[NeuralNetwork(530, Loss = Loss.CrossEntropy)] [Dense(512, Activation.Relu)] [Dense(3, Activation.Softmax)]"),
        ("PanelWhole", "[NeuralNetwork(512, Loss = Loss.CrossEntropy)] [Dense(1024, Activation.Relu, UseBias = false)] [Dense(48, Activation.Softmax)]"),
        ("PanelSmallBudget", "[NeuralNetwork(530, Loss = Loss.CrossEntropy, StackBudget = 32768)] [Dense(512, Activation.Relu)] [Dense(3, Activation.Softmax)]"),
        ("WideOutput", "[NeuralNetwork(10, Loss = Loss.CrossEntropy)] [Dense(1000, Activation.Softmax)]"),
        ("WideOutputOdd", "[NeuralNetwork(37, Loss = Loss.Hinge)] [Dense(1001)]"),

        // The networks people build.
        ("Digit", "[NeuralNetwork(784, Loss = Loss.CrossEntropy)] [Dense(16, Activation.Sigmoid)] [Dense(10, Activation.Softmax)]"),
        ("DeepDigit", "[NeuralNetwork(784, Loss = Loss.CrossEntropy)] [Dense(128, Activation.Relu)] [Dense(64, Activation.Relu)] [Dense(10, Activation.Softmax)]"),
        ("DeepDigitGelu", "[NeuralNetwork(784, Loss = Loss.CrossEntropy)] [Dense(128, Activation.Gelu)] [Dense(64, Activation.Tanh)] [Dense(10, Activation.Softmax)]"),
        ("Cat", "[NeuralNetwork(12288, Loss = Loss.BinaryCrossEntropy)] [Dense(20, Activation.Relu)] [Dense(7, Activation.Relu)] [Dense(5, Activation.Relu)] [Dense(1, Activation.Sigmoid)]"),
        ("LogisticCat", "[NeuralNetwork(12288, Loss = Loss.BinaryCrossEntropy)] [Dense(1, Activation.Sigmoid)]"),
        ("Wide", "[NeuralNetwork(784, Loss = Loss.CrossEntropy)] [Dense(4096, Activation.Relu)] [Dense(4096, Activation.Relu)] [Dense(10, Activation.Softmax)]"),
        ("Iris", "[NeuralNetwork(4, Loss = Loss.CrossEntropy)] [Dense(10, Activation.Tanh)] [Dense(3, Activation.Softmax)]"),
        ("Regression", "[NeuralNetwork(8, Loss = Loss.MeanSquaredError)] [Dense(64, Activation.Silu)] [Dense(64, Activation.Silu)] [Dense(1)]"),
        ("Inference", "[NeuralNetwork(10)] [Dense(20, Activation.Gelu)] [Dense(5, Activation.Softmax)]"),

        // Buffers.
        ("Workspace", "[NeuralNetwork(300, Loss = Loss.CrossEntropy)] [Dense(700, Activation.Tanh)] [Dense(600, Activation.Silu)] [Dense(10, Activation.Softmax)]"),
        ("SmallStack", "[NeuralNetwork(40, Loss = Loss.MeanSquaredError, StackBudget = 1024)] [Dense(100, Activation.Mish)] [Dense(7)]"),
        ("ScarceStack", "[NeuralNetwork(24, Loss = Loss.KullbackLeibler, StackBudget = 2048)] [Dense(50, Activation.Silu)] [Dense(7, Activation.Softmax)]"),

        // What is trained, what is random, what flows to the input.
        ("NoBiases", "[NeuralNetwork(17, Loss = Loss.MeanSquaredError)] [Dense(33, Activation.Tanh, UseBias = false)] [Dense(5, UseBias = false)]"),
        ("FrozenBiases", "[NeuralNetwork(16, Loss = Loss.Huber)] [Dense(20, Activation.Silu, TrainBiases = false)] [Dense(7, TrainBiases = false)]"),
        ("FrozenWeights", "[NeuralNetwork(16, Loss = Loss.BinaryCrossEntropy)] [Dense(20, Activation.Gelu, TrainWeights = false)] [Dense(7, Activation.Sigmoid, TrainWeights = false)]"),
        ("FrozenFirst", "[NeuralNetwork(20, Loss = Loss.CrossEntropy)] [Dense(17, Activation.Tanh, TrainWeights = false, TrainBiases = false)] [Dense(4, Activation.Softmax)]"),
        ("FrozenMiddle", "[NeuralNetwork(8, Loss = Loss.SquaredHinge)] [Dense(7, Activation.Tanh)] [Dense(20, Activation.Sigmoid, TrainWeights = false, TrainBiases = false)] [Dense(4)]"),
        ("FrozenHead", "[NeuralNetwork(8, Loss = Loss.MeanSquaredError)] [Dense(20, Activation.Sigmoid)] [Dense(4, TrainWeights = false, TrainBiases = false)]"),
        ("Dropped", "[NeuralNetwork(20, Loss = Loss.CrossEntropy)] [Dropout(0.2f)] [Dense(32, Activation.Relu)] [Dropout(0.5f)] [Dense(5, Activation.Softmax)]"),
        ("DroppedNarrow", "[NeuralNetwork(5, Loss = Loss.MeanSquaredError)] [Dense(9, Activation.Silu)] [Dropout(0.5f)] [Dense(1)]"),
        ("ToInput", "[NeuralNetwork(13, Loss = Loss.MeanSquaredError, InputGradients = true)] [Dense(17, Activation.Silu)] [Dense(3, Activation.Tanh)]"),
        ("ToInputTiny", "[NeuralNetwork(3, Loss = Loss.SumOfSquares, InputGradients = true)] [Dense(4, Activation.Tanh)] [Dense(1)]"),
        ("ToInputOnly", "[NeuralNetwork(20, InputGradients = true)] [Dense(32, Activation.Relu)] [Dense(4, Activation.Softmax)]"),
        ("Custom", "[NeuralNetwork(10, CustomLoss = typeof(OwnLoss))] [Dense(15)]"),
        ("CustomDeep", "[NeuralNetwork(4, CustomLoss = typeof(OwnLoss))] [Dense(9, Activation.Sigmoid)] [Dense(2, Activation.Tanh)]"),
        ("AbsoluteSum", "[NeuralNetwork(9, Loss = Loss.MeanAbsoluteError, Reduction = Reduction.Sum)] [Dense(5)] [Dense(3)]"),
        ("SoftmaxMiddle", "[NeuralNetwork(15, Loss = Loss.Hinge, Margin = 2.5f)] [Dense(17, Activation.Silu)] [Dense(31, Activation.Softmax)] [Dense(33)]"),
    ];
}
