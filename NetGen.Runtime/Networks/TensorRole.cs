namespace NetGen;

/// <summary>What a tensor is for. It decides where the tensor lies, which penalties it gets, and whether optimizers see it.</summary>
public enum TensorRole
{
    /// <summary>Multiplies a layer's inputs. Weight decay, penalties and norms apply.</summary>
    Matrix,

    /// <summary>Is added, such as biases. Decays only where <see cref="TrainingOptions.RegularizeBiases"/> is set.</summary>
    Vector,

    /// <summary>Scales values one by one, such as the gains of a normalisation. Treated like a vector.</summary>
    Scale,

    /// <summary>Is measured and not trained, such as a running mean. Lies behind all parameters, and no optimizer sees it.</summary>
    Statistic,
}
