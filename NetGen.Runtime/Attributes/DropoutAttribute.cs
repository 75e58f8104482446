namespace NetGen;

/// <summary>
/// Inverted dropout (Srivastava et al., 2014): in training each value of the layer before is kept with probability 1 − rate and then
/// divided by it, or else set to 0. Inference passes values on unchanged and costs nothing.
/// </summary>
/// <remarks>
/// Which values are kept follows from the seed and step of the <see cref="TrainingContext"/>, the row and the unit alone,
/// so that threads and the size of batches change nothing.
/// </remarks>
/// <param name="rate">The share of values that are dropped: 0 or more and less than 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute(float rate) : LayerAttribute
{
    /// <summary>The share of values that are dropped.</summary>
    public float Rate { get; } = rate;
}
