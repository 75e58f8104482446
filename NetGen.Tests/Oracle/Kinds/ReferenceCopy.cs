namespace NetGen.Tests.Oracle.Kinds;

/// <summary>What gives the numbers it takes, or some of them.</summary>
internal abstract class ReferenceCopy(LayerAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceNode(attribute, inputShapes)
{
    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        var z = new Values(inputs[0].Rows, Size);
        for (int row = 0; row < z.Rows; row++)
        {
            for (int i = 0; i < z.Size; i++)
                z.Set(row, i, inputs[0].Numbers[row][SourceOf(i)], inputs[0].Magnitudes[row][SourceOf(i)]);
        }

        return z;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        for (int row = 0; row < gradient.Rows; row++)
        {
            for (int i = 0; i < gradient.Size; i++)
                inputGradients[0].Add(row, SourceOf(i), gradient.Numbers[row][i], gradient.Magnitudes[row][i]);
        }
    }

    protected virtual int SourceOf(int i) => i;
}

/// <summary>The same numbers as one vector.</summary>
internal sealed class ReferenceFlatten(FlattenAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceCopy(attribute, inputShapes)
{
    public override int[] Shape => [SizeOf(InputShapes[0])];
}

/// <summary>The same numbers under another shape.</summary>
internal sealed class ReferenceReshape(ReshapeAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceCopy(attribute, inputShapes)
{
    public override int[] Shape => [.. attribute.Shape];
}

/// <summary>Some channels.</summary>
internal sealed class ReferenceSlice(SliceAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceCopy(attribute, inputShapes)
{
    public override int[] Shape => [attribute.Count, .. InputShapes[0][1..]];

    protected override int SourceOf(int i) => attribute.Start * Pixels + i;
}
