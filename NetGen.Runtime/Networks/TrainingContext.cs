using System.ComponentModel;

namespace NetGen;

/// <summary>What one training pass knows beyond its samples: how much each row counts, and the key of every random draw.</summary>
public readonly ref struct TrainingContext
{
    /// <summary>One factor per row for its loss and gradients, or empty when every row counts 1.</summary>
    public ReadOnlySpan<float> SampleWeights { get; init; }

    /// <summary>
    /// One factor per output for its term of the loss, or empty when every output counts 1. For losses that are a sum or mean of a term an output
    /// (see <see cref="ITrainableNetwork.TakesOutputWeights"/>); a mean still divides by the number of outputs.
    /// Passes over many rows take them, and one row is enough; passes over a single row refuse them, and those from given gradients know no loss.
    /// </summary>
    public ReadOnlySpan<float> OutputWeights { get; init; }

    /// <summary>
    /// Whether the gradients of this pass take the place of what stands in their memory, instead of being added to it. Those of frozen parameters
    /// are left as they are either way.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool OverwritesGradients { get; init; }

    /// <summary>The seed of the training run, the first part of the key of random layers such as dropout.</summary>
    public ulong Seed { get; init; }

    /// <summary>The step of the training run, the second part of the key.</summary>
    public ulong Step { get; init; }

    /// <summary>The index of the pass's first row within its batch; row and unit are the last parts of the key, so that threads and blocking change nothing.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int FirstRow { get; init; }
}
