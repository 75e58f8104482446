namespace NetGen;

/// <summary>Puts layers side by side, one after the other along the channels, and applies an activation: y = f([a, b, …]). All other extents must agree. PyTorch: <c>cat(dim=1)</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatAttribute : JoinAttribute
{
    /// <summary>Joins two layers.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    public ConcatAttribute(string first, string second)
        : base(Activation.Identity, first, second)
    {
    }

    /// <summary>Joins two layers and applies an activation.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="activation">The function f applied to each value.</param>
    public ConcatAttribute(string first, string second, Activation activation)
        : base(activation, first, second)
    {
    }

    /// <summary>Joins three layers.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="third">The name of the third layer, <c>"Input"</c> for the network's input.</param>
    public ConcatAttribute(string first, string second, string third)
        : base(Activation.Identity, first, second, third)
    {
    }

    /// <summary>Joins three layers and applies an activation.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="third">The name of the third layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="activation">The function f applied to each value.</param>
    public ConcatAttribute(string first, string second, string third, Activation activation)
        : base(activation, first, second, third)
    {
    }

    /// <summary>Joins four layers.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="third">The name of the third layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="fourth">The name of the fourth layer, <c>"Input"</c> for the network's input.</param>
    public ConcatAttribute(string first, string second, string third, string fourth)
        : base(Activation.Identity, first, second, third, fourth)
    {
    }

    /// <summary>Joins four layers and applies an activation.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="third">The name of the third layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="fourth">The name of the fourth layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="activation">The function f applied to each value.</param>
    public ConcatAttribute(string first, string second, string third, string fourth, Activation activation)
        : base(activation, first, second, third, fourth)
    {
    }

    /// <summary>Joins any number of layers, two or more; <see cref="JoinAttribute.Activation"/> is a property here.</summary>
    /// <param name="names">The names of the layers, <c>"Input"</c> for the network's input.</param>
    public ConcatAttribute(params string[] names)
        : base(Activation.Identity, names)
    {
    }
}
