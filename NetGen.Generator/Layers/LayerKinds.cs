using System.Collections.Immutable;
using NetGen.Generator.Layers.Dense;
using NetGen.Generator.Layers.Dropout;

namespace NetGen.Generator.Layers;

/// <summary>The kinds of layers NetGen knows: one line each.</summary>
internal static class LayerKinds
{
    public static ImmutableArray<ILayerKind> All { get; } = ImmutableArray.Create<ILayerKind>(
        new DenseKind(),
        new DropoutKind());

    /// <summary>The kind that an attribute stands for, or null for one that is no layer.</summary>
    public static ILayerKind? Find(string? attributeName)
    {
        foreach (ILayerKind kind in All)
        {
            if (kind.AttributeName == attributeName)
                return kind;
        }

        return null;
    }
}
