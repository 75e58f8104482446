using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Generator.Layers.Activate;
using NetGen.Generator.Layers.Add;
using NetGen.Generator.Layers.AveragePool;
using NetGen.Generator.Layers.Concat;
using NetGen.Generator.Layers.Conv1D;
using NetGen.Generator.Layers.Conv2D;
using NetGen.Generator.Layers.ConvTranspose1D;
using NetGen.Generator.Layers.ConvTranspose2D;
using NetGen.Generator.Layers.Dense;
using NetGen.Generator.Layers.Dropout;
using NetGen.Generator.Layers.Flatten;
using NetGen.Generator.Layers.GlobalAveragePool;
using NetGen.Generator.Layers.LayerNorm;
using NetGen.Generator.Layers.MaxPool;
using NetGen.Generator.Layers.Multiply;
using NetGen.Generator.Layers.PRelu;
using NetGen.Generator.Layers.Reshape;
using NetGen.Generator.Layers.RmsNorm;
using NetGen.Generator.Layers.Slice;
using NetGen.Generator.Layers.Upsample;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>The kinds of layers NetGen knows: one line each.</summary>
internal static class LayerKinds
{
    public static ImmutableArray<ILayerKind> All { get; } = ImmutableArray.Create<ILayerKind>(
        new DenseKind(),
        new ActivateKind(),
        new PReluKind(),
        new DropoutKind(),
        new AddKind(),
        new MultiplyKind(),
        new ConcatKind(),
        new FlattenKind(),
        new ReshapeKind(),
        new SliceKind(),
        new LayerNormKind(),
        new RmsNormKind(),
        new Conv1DKind(),
        new Conv2DKind(),
        new MaxPoolKind(),
        new AveragePoolKind(),
        new GlobalAveragePoolKind(),
        new ConvTranspose1DKind(),
        new ConvTranspose2DKind(),
        new UpsampleKind());

    private static readonly Dictionary<Type, ILayerKind> BySpec = All.ToDictionary(static kind => kind.SpecType);

    /// <summary>The kind of a layer.</summary>
    public static ILayerKind Of(LayerSpec spec) => BySpec[spec.GetType()];

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
