namespace NetGen.Runtime.Training;

/// <summary>Where a training's batches come from: epoch after epoch, batch after batch.</summary>
internal abstract class BatchFeed
{
    /// <summary>What <see cref="NextAsync"/> returns when the token has ended it.</summary>
    public const int Cancelled = -1;

    /// <summary>The rows of the batch.</summary>
    public abstract BatchSource Batch { get; }

    /// <summary>How many steps an epoch has; 0 where that is not known.</summary>
    public abstract int StepsPerEpoch { get; }

    /// <summary>Begins an epoch.</summary>
    /// <param name="epoch">Its number, the first being 0.</param>
    public abstract void Begin(int epoch);

    /// <summary>Moves to the next batch and returns its rows; 0 at the end of the epoch.</summary>
    public abstract ValueTask<int> NextAsync();

    /// <summary>Ends an epoch, at its end or before.</summary>
    public abstract ValueTask EndAsync();
}
