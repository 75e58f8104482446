namespace NetGen;

/// <summary>Ends training when a measure has not become better for some epochs.</summary>
public sealed record EarlyStopping
{
    /// <summary>How many evaluations in a row may bring nothing better: 1 or more; 5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Patience { get; init => field = Require.AtLeast(value, 1, nameof(Patience)); } = 5;

    /// <summary>By how much a measure must be better than the best so far to count: 0 or more; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public float MinDelta { get; init => field = Require.NotNegative(value, nameof(MinDelta)); }

    /// <summary>
    /// The measure, taken of the validation set; the loss when not given. Without validation set the training loss is used, and no other
    /// measure may be given.
    /// </summary>
    public Metric? Metric { get; init; }

    /// <summary>Whether the network ends with the weights of its best epoch, for whatever reason training ends; true by default.</summary>
    public bool RestoreBest { get; init; } = true;
}
