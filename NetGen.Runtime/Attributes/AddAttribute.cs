namespace NetGen;

/// <summary>Adds layers of one shape, value by value, and applies an activation: y = f(a + b + …). Skip connections and branches that meet again.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute : JoinAttribute
{
    /// <summary>Adds two layers.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    public AddAttribute(string first, string second)
        : base(Activation.Identity, first, second)
    {
    }

    /// <summary>Adds two layers and applies an activation.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="activation">The function f applied to the sum.</param>
    public AddAttribute(string first, string second, Activation activation)
        : base(activation, first, second)
    {
    }

    /// <summary>Adds three layers.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="third">The name of the third layer, <c>"Input"</c> for the network's input.</param>
    public AddAttribute(string first, string second, string third)
        : base(Activation.Identity, first, second, third)
    {
    }

    /// <summary>Adds three layers and applies an activation.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="third">The name of the third layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="activation">The function f applied to the sum.</param>
    public AddAttribute(string first, string second, string third, Activation activation)
        : base(activation, first, second, third)
    {
    }

    /// <summary>Adds four layers.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="third">The name of the third layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="fourth">The name of the fourth layer, <c>"Input"</c> for the network's input.</param>
    public AddAttribute(string first, string second, string third, string fourth)
        : base(Activation.Identity, first, second, third, fourth)
    {
    }

    /// <summary>Adds four layers and applies an activation.</summary>
    /// <param name="first">The name of the first layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="second">The name of the second layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="third">The name of the third layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="fourth">The name of the fourth layer, <c>"Input"</c> for the network's input.</param>
    /// <param name="activation">The function f applied to the sum.</param>
    public AddAttribute(string first, string second, string third, string fourth, Activation activation)
        : base(activation, first, second, third, fourth)
    {
    }

    /// <summary>Adds any number of layers, two or more; <see cref="JoinAttribute.Activation"/> is a property here.</summary>
    /// <param name="names">The names of the layers, <c>"Input"</c> for the network's input.</param>
    public AddAttribute(params string[] names)
        : base(Activation.Identity, names)
    {
    }
}
