using NetGen.Generator.Helpers;

namespace NetGen.Generator.Layers;

/// <summary>Where attributes name the layers they read.</summary>
internal static class LayerInputs
{
    /// <summary>The name of the network's input among names of layers.</summary>
    public const string Network = "Input";

    /// <summary>One layer, the one before where <c>From</c> does not say otherwise.</summary>
    public static EquatableArray<string> One { get; } = new(["From"]);

    /// <summary>Several layers, by the arguments of a constructor.</summary>
    public static EquatableArray<string> Several { get; } = new(["first", "second", "third", "fourth", "names"]);
}

/// <summary>One layer that another reads.</summary>
/// <param name="Argument">The argument that names it.</param>
/// <param name="Element">Which element of that argument, where it is an array.</param>
/// <param name="Name">Its name; null where the attribute says nothing, and so means the layer before.</param>
internal sealed record LayerInput(string Argument, int Element, string? Name);
