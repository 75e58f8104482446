namespace NetGen;

/// <summary>What recurrent layers have: they go through the steps of a sequence and carry a state from each step to the next.</summary>
/// <param name="units">How many numbers the state has, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class RecurrentLayerAttribute(int units) : WeightedLayerAttribute
{
    /// <summary>How many units the layer has: the numbers of its state.</summary>
    public int Units { get; } = units;

    /// <summary>Whether the layer gives the state of every step, a sequence; else, by default, that of the last step only.</summary>
    public bool ReturnSequence { get; set; }
}
