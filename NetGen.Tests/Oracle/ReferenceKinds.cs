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
        [typeof(GruAttribute)] = typeof(ReferenceGru),
        [typeof(LstmAttribute)] = typeof(ReferenceLstm),
        [typeof(SimpleRnnAttribute)] = typeof(ReferenceSimpleRnn),
    };

    /// <param name="layer">The attribute.</param>
    /// <param name="inputShapes">What the layer reads, or one step of it.</param>
    /// <param name="steps">How many steps that has; 0 where it is no sequence.</param>
    public static ReferenceNode Make(LayerAttribute layer, IReadOnlyList<int[]> inputShapes, int steps)
    {
        if (layer is RecurrentLayerAttribute)
            return (ReferenceNode)Activator.CreateInstance(All[layer.GetType()], layer, inputShapes, steps)!;
        var node = (ReferenceNode)Activator.CreateInstance(All[layer.GetType()], layer, inputShapes)!;
        return steps > 0 ? new ReferenceSteps(node, steps) : node;
    }
}
