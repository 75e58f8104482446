namespace NetGen;

/// <summary>What every layer attribute has: a name, and which layer it reads.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// The layer's name: that of its view on the network, of its tensors in files, and the key of its random draws. Layers without one are counted by kind:
    /// <c>Dense1</c>, <c>Dense2</c>, … A layer that is put in front of them changes such names, so name what is saved.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The name of the layer it reads, one that stands before it, or <c>"Input"</c> for the network's input; the layer right before it when not given.</summary>
    public string? From { get; set; }

    /// <summary>Whether the network gets a method <c>ForwardTo</c> + <see cref="Name"/> that computes this layer's values and nothing behind it; false by default.</summary>
    public bool Expose { get; set; }
}
