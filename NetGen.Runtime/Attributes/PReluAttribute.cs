namespace NetGen;

/// <summary>
/// Parametric ReLU (He et al., 2015): y = x where x &gt; 0, else a·x with a slope a that is learned. PyTorch: <c>PReLU</c>.
/// </summary>
/// <remarks>
/// The slopes are the layer's <c>weight</c> and start from 0.25, as in PyTorch; <c>Initializer = Initializer.Constant</c> with an
/// <see cref="WeightedLayerAttribute.InitializerScale"/> starts them from another value. There are no biases.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PReluAttribute : WeightedLayerAttribute
{
    /// <summary>Whether every channel, or every unit of a vector, has a slope of its own; false by default: the layer has one.</summary>
    public bool PerChannel { get; set; }
}
