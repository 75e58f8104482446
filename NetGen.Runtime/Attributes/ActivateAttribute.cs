namespace NetGen;

/// <summary>Applies an activation to each value; <see cref="Activation.Softmax"/> to the channels of each place together.</summary>
/// <param name="activation">The function.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ActivateAttribute(Activation activation) : LayerAttribute
{
    /// <summary>The function.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>The slope of <see cref="Activation.LeakyRelu"/> below zero: 0 or more and less than 1; 0.01 by default.</summary>
    public float Slope { get; set; } = 0.01f;

    /// <summary>α of <see cref="Activation.Elu"/>, the value it tends to below zero, negated: greater than 0; 1 by default.</summary>
    public float Alpha { get; set; } = 1;
}
