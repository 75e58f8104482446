namespace NetGen.Runtime.Training;

/// <summary>Where a training's batches come from: epoch after epoch, batch after batch.</summary>
internal abstract class BatchFeed
{
    /// <summary>What <see cref="Next"/> returns when the batch must be waited for.</summary>
    public const int Waits = -1;

    /// <summary>The rows of the batch.</summary>
    public abstract BatchSource Batch { get; }

    /// <summary>How many steps an epoch has; 0 where that is not known.</summary>
    public abstract int StepsPerEpoch { get; }

    /// <summary>Begins an epoch.</summary>
    /// <param name="epoch">Its number, the first being 0.</param>
    public abstract void Begin(int epoch);

    /// <summary>Moves to the next batch and returns its rows; 0 at the end of the epoch, or <see cref="Waits"/>.</summary>
    public abstract int Next();

    /// <summary>Waits as long as <see cref="Next"/> could do nothing but wait.</summary>
    public virtual ValueTask WaitAsync() => default;

    /// <summary>Lets go of what it holds.</summary>
    public virtual ValueTask EndAsync() => default;
}
