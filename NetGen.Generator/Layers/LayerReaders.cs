using System.Collections.Immutable;

namespace NetGen.Generator.Layers;

/// <summary>The layer attributes NetGen knows: one line each.</summary>
internal static class LayerReaders
{
    public static ImmutableArray<LayerReader> All { get; } = ImmutableArray.Create<LayerReader>(
        new DenseReader(),
        new DropoutReader());

    /// <summary>The reader of an attribute, or null for one that is no layer.</summary>
    public static LayerReader? Find(string? attributeName)
    {
        foreach (LayerReader reader in All)
        {
            if (reader.AttributeName == attributeName)
                return reader;
        }

        return null;
    }
}
