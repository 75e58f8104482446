using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>A network's layer attributes in order.</summary>
internal sealed record LayerList(IReadOnlyList<ReadLayer> Layers)
{
    /// <summary>Whether every layer could be read.</summary>
    public bool IsComplete => Layers.Count > 0 && Layers.All(static layer => layer.Reading is not null);

    /// <summary>Whether training draws random numbers.</summary>
    public bool IsRandom => Layers.Any(static layer => layer.Reading is { IsRandom: true });

    /// <summary>The last layer's activation; Identity where an error leaves it open.</summary>
    public ActivationKind Head => Layers[Layers.Count - 1].Reading?.Activation ?? ActivationKind.Identity;
}

/// <summary>One layer attribute, read.</summary>
/// <param name="Number">The layer's number, from 1.</param>
/// <param name="Name">The layer's name.</param>
/// <param name="NameLocation">Where the user wrote the name; null for a default name.</param>
/// <param name="Reading">What the attribute says; null where it is at fault.</param>
internal sealed record ReadLayer(int Number, string Name, LocationInfo? NameLocation, LayerReading? Reading)
{
    /// <summary>Whether the network gets a property for the layer: one without parameters has nothing to show.</summary>
    public bool HasView => Reading is not { ParameterCount: 0 };

    /// <summary>How messages name the layer.</summary>
    public string Subject => $"layer {Number} '{Name}'";
}
