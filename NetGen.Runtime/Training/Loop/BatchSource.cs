namespace NetGen.Runtime.Training;

/// <summary>The rows of one batch, wherever they lie.</summary>
internal abstract class BatchSource
{
    /// <summary>Whether rows count differently.</summary>
    public abstract bool HasWeights { get; }

    /// <summary>The inputs of some rows where they lie one after the other; otherwise empty.</summary>
    public abstract ReadOnlySpan<float> Inputs(int first, int count);

    /// <summary>The targets of some rows where they lie one after the other; otherwise empty.</summary>
    public abstract ReadOnlySpan<float> Targets(int first, int count);

    /// <summary>The inputs of one row.</summary>
    public abstract ReadOnlySpan<float> Input(int row);

    /// <summary>The targets of one row.</summary>
    public abstract ReadOnlySpan<float> Target(int row);

    /// <summary>How much a row counts.</summary>
    public abstract float Weight(int row);

    /// <summary>The class of a row.</summary>
    public abstract int Label(int row);
}
