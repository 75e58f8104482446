using NetGen.Generator.Writing;
using NetGen.Runtime;

namespace NetGen.Tests.Oracle.Kinds;

/// <summary>y = x·mask / (1 − rate), with the mask that the runtime's key gives: it counts values as memory does, channels last.</summary>
internal sealed class ReferenceDropout(DropoutAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceNode(attribute, inputShapes)
{
    public override int[] Shape => InputShapes[0];

    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        var y = new Values(inputs[0].Rows, Size);
        for (int row = 0; row < y.Rows; row++)
        {
            double[] mask = Mask(pass, row);
            for (int i = 0; i < Size; i++)
                y.Set(row, i, mask[i] * inputs[0].Numbers[row][i], mask[i] * inputs[0].Magnitudes[row][i]);
        }

        return y;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        for (int row = 0; row < gradient.Rows; row++)
        {
            double[] mask = Mask(pass, row);
            for (int i = 0; i < Size; i++)
                inputGradients[0].Add(row, i, mask[i] * gradient.Numbers[row][i], mask[i] * gradient.Magnitudes[row][i]);
        }
    }

    private double[] Mask(ReferencePass pass, int row)
    {
        double[] mask = [.. Enumerable.Repeat(1.0, Size)];
        if (!pass.IsTraining)
            return mask;
        float[] drawn = [.. Enumerable.Repeat(1f, Size)];
        Dropout.Apply(ref drawn[0], ref drawn[0], (nuint)Size, 1, (nuint)Size, attribute.Rate, pass.Key.Skip(row), NameHash.Of(Name));
        for (int i = 0; i < Size; i++)
            mask[i] = drawn[i % Pixels * Channels + i / Pixels] == 0 ? 0 : 1 / (1.0 - attribute.Rate);
        return mask;
    }
}
