namespace NetGen;

/// <summary>A fully connected layer: y = f(W·x + b), with weights W of shape [units, inputs] and biases b of shape [units].</summary>
/// <param name="units">How many outputs the layer has, 1 or more.</param>
/// <param name="activation">The function f applied to W·x + b.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : WeightedLayerAttribute
{
    /// <summary>How many outputs the layer has.</summary>
    public int Units { get; } = units;

    /// <summary>The function applied to W·x + b.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>The slope of <see cref="Activation.LeakyRelu"/> below zero: 0 or more and less than 1; 0.01 by default.</summary>
    public float Slope { get; set; } = 0.01f;

    /// <summary>α of <see cref="Activation.Elu"/>, the value it tends to below zero, negated: greater than 0; 1 by default.</summary>
    public float Alpha { get; set; } = 1;
}
