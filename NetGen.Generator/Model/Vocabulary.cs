namespace NetGen.Generator.Model;

// The generator does not reference the runtime, so it names the vocabulary of the attributes again.
// A test holds names and values equal to NetGen.Activation, NetGen.Loss, NetGen.Reduction, NetGen.Padding, NetGen.InputOrder, NetGen.TensorRole and NetGen.Initializer.

internal enum ActivationKind
{
    Identity,
    Sigmoid,
    Tanh,
    Relu,
    LeakyRelu,
    Elu,
    Selu,
    Gelu,
    GeluTanh,
    Silu,
    Mish,
    Softplus,
    Softsign,
    HardSigmoid,
    HardTanh,
    HardSwish,
    Softmax,
}

internal enum LossKind
{
    None,
    MeanSquaredError,
    SumOfSquares,
    HalfSumOfSquares,
    MeanAbsoluteError,
    Huber,
    BinaryCrossEntropy,
    CrossEntropy,
    Hinge,
    SquaredHinge,
    KullbackLeibler,
}

internal enum ReductionKind
{
    Mean,
    Sum,
}

internal enum InputOrderKind
{
    ChannelsFirst,
    ChannelsLast,
}

internal enum PaddingKind
{
    Valid,
    Same,
}

internal enum TensorRole
{
    Matrix,
    Vector,
    Scale,
    Statistic,
}

internal enum InitializerKind
{
    Default,
    HeNormal,
    HeUniform,
    GlorotNormal,
    GlorotUniform,
    LeCunNormal,
    LeCunUniform,
    Normal,
    Uniform,
    Zeros,
    Constant,
}
