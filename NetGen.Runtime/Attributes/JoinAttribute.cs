namespace NetGen;

/// <summary>What the layers have that read several others by their names.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class JoinAttribute : LayerAttribute
{
    private protected JoinAttribute(Activation activation, params string[] names) => (Activation, Names) = (activation, names);

    /// <summary>The names of the layers it reads, <c>"Input"</c> for the network's input.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The function applied to what was joined; none by default.</summary>
    public Activation Activation { get; set; }

    /// <summary>The slope of <see cref="Activation.LeakyRelu"/> below zero: 0 or more and less than 1; 0.01 by default.</summary>
    public float Slope { get; set; } = 0.01f;

    /// <summary>α of <see cref="Activation.Elu"/>, the value it tends to below zero, negated: greater than 0; 1 by default.</summary>
    public float Alpha { get; set; } = 1;
}
