using NetGen.Tests.Oracle.Kinds;

namespace NetGen.Tests.Oracle;

/// <summary>Every kind of layer the oracle knows: one line each.</summary>
internal static class ReferenceKinds
{
    /// <summary>The attributes of all kinds, each with what computes it.</summary>
    public static IReadOnlyDictionary<Type, Type> All { get; } = new Dictionary<Type, Type>
    {
        [typeof(DenseAttribute)] = typeof(ReferenceDense),
        [typeof(ActivateAttribute)] = typeof(ReferenceActivate),
        [typeof(DropoutAttribute)] = typeof(ReferenceDropout),
        [typeof(AddAttribute)] = typeof(ReferenceAdd),
        [typeof(MultiplyAttribute)] = typeof(ReferenceMultiply),
        [typeof(ConcatAttribute)] = typeof(ReferenceConcat),
        [typeof(FlattenAttribute)] = typeof(ReferenceFlatten),
        [typeof(ReshapeAttribute)] = typeof(ReferenceReshape),
        [typeof(SliceAttribute)] = typeof(ReferenceSlice),
        [typeof(LayerNormAttribute)] = typeof(ReferenceLayerNorm),
        [typeof(RmsNormAttribute)] = typeof(ReferenceRmsNorm),
        [typeof(PReluAttribute)] = typeof(ReferencePRelu),
        [typeof(Conv1DAttribute)] = typeof(ReferenceConv1D),
        [typeof(Conv2DAttribute)] = typeof(ReferenceConv2D),
        [typeof(MaxPoolAttribute)] = typeof(ReferenceMaxPool),
        [typeof(AveragePoolAttribute)] = typeof(ReferenceAveragePool),
        [typeof(GlobalAveragePoolAttribute)] = typeof(ReferenceGlobalAveragePool),
        [typeof(ConvTranspose1DAttribute)] = typeof(ReferenceConvTranspose1D),
        [typeof(ConvTranspose2DAttribute)] = typeof(ReferenceConvTranspose2D),
        [typeof(UpsampleAttribute)] = typeof(ReferenceUpsample),
    };

    public static ReferenceNode Make(LayerAttribute layer, IReadOnlyList<int[]> inputShapes) =>
        (ReferenceNode)Activator.CreateInstance(All[layer.GetType()], layer, inputShapes)!;
}
