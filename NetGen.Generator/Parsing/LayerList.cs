using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>A network's layer attributes in order.</summary>
internal sealed record LayerList(IReadOnlyList<ReadLayer> Layers)
{
    /// <summary>Whether everything is known of every layer.</summary>
    public bool IsComplete => Layers.Count > 0 && Layers.All(static layer => layer is { Spec: not null, Inputs: not null, Shape: not null });

    /// <summary>Whether training draws random numbers.</summary>
    public bool IsRandom => Layers.Any(static layer => layer.Spec is { IsRandom: true });

    /// <summary>The layer whose values are the network's output.</summary>
    public ReadLayer Output => Layers[Layers.Count - 1];

    /// <summary>The output's activation; Identity where an error leaves it open.</summary>
    public ActivationKind Head => Output.Spec?.Head ?? ActivationKind.Identity;
}

/// <summary>One layer attribute, read.</summary>
/// <param name="Number">The layer's number, from 1.</param>
/// <param name="Name">The layer's name.</param>
/// <param name="NameLocation">Where the user wrote the name; null for a default name.</param>
/// <param name="Kind">The layer's kind.</param>
/// <param name="Arguments">The attribute.</param>
/// <param name="Spec">What the attribute says; null where it is at fault.</param>
internal sealed record ReadLayer(int Number, string Name, LocationInfo? NameLocation, ILayerKind Kind, AttributeArguments Arguments, LayerSpec? Spec)
{
    /// <summary>The indices of the layers it reads; null where they cannot be known.</summary>
    public IReadOnlyList<int>? Inputs { get; init; }

    /// <summary>The shape of what it gives; null where an error leaves it open.</summary>
    public Shape? Shape { get; init; }

    /// <summary>Whether the network gets a property for the layer: one without parameters has nothing to show.</summary>
    public bool HasView => Spec is not { HasTensors: false };

    /// <summary>Where the layer's size is written.</summary>
    public LocationInfo? SizeLocation => Arguments.First is { } first ? Arguments.LocationOf(first) : Arguments.Location;

    /// <summary>How messages name the layer.</summary>
    public string Subject => $"layer {Number} '{Name}'";

    /// <summary>The same where a sentence begins with it.</summary>
    public string SubjectFirst => $"Layer {Number} '{Name}'";
}
