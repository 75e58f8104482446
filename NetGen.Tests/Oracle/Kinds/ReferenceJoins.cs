namespace NetGen.Tests.Oracle.Kinds;

/// <summary>What reads several layers.</summary>
internal abstract class ReferenceJoin(JoinAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceNode(attribute, inputShapes)
{
    public override int[] Shape => InputShapes[0];

    public override Activation Activation => attribute.Activation;

    public override double ActivationParameter => ReferenceDense.ParameterOf(attribute.Activation, attribute.Slope, attribute.Alpha);
}

/// <summary>z = a + b + ….</summary>
internal sealed class ReferenceAdd(AddAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceJoin(attribute, inputShapes)
{
    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        var z = new Values(inputs[0].Rows, Size);
        for (int row = 0; row < z.Rows; row++)
        {
            for (int i = 0; i < z.Size; i++)
            {
                foreach (Values input in inputs)
                    z.Add(row, i, input.Numbers[row][i], input.Magnitudes[row][i]);
            }
        }

        return z;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        for (int row = 0; row < gradient.Rows; row++)
        {
            for (int i = 0; i < gradient.Size; i++)
            {
                foreach (Values inputGradient in inputGradients)
                    inputGradient.Add(row, i, gradient.Numbers[row][i], gradient.Magnitudes[row][i]);
            }
        }
    }
}

/// <summary>z = a·b·….</summary>
internal sealed class ReferenceMultiply(MultiplyAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceJoin(attribute, inputShapes)
{
    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        var z = new Values(inputs[0].Rows, Size);
        for (int row = 0; row < z.Rows; row++)
        {
            for (int i = 0; i < z.Size; i++)
            {
                double magnitude = 0;
                for (int k = 0; k < inputs.Count; k++)
                    magnitude += inputs[k].Magnitudes[row][i] * Math.Abs(Product(inputs, row, i, k));
                z.Set(row, i, Product(inputs, row, i), magnitude);
            }
        }

        return z;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        for (int row = 0; row < gradient.Rows; row++)
        {
            for (int i = 0; i < gradient.Size; i++)
            {
                double given = gradient.Numbers[row][i];
                for (int k = 0; k < inputs.Count; k++)
                {
                    double others = Product(inputs, row, i, k), magnitude = gradient.Magnitudes[row][i] * Math.Abs(others);
                    for (int j = 0; j < inputs.Count; j++)
                    {
                        if (j != k)
                            magnitude += Math.Abs(given * Product(inputs, row, i, k, j)) * inputs[j].Magnitudes[row][i];
                    }

                    inputGradients[k].Add(row, i, given * others, magnitude);
                }
            }
        }
    }

    private static double Product(IReadOnlyList<Values> inputs, int row, int i, int without = -1, int and = -1)
    {
        double product = 1;
        for (int k = 0; k < inputs.Count; k++)
        {
            if (k != without && k != and)
                product *= inputs[k].Numbers[row][i];
        }

        return product;
    }
}

/// <summary>z = [a, b, …] along the channels.</summary>
internal sealed class ReferenceConcat(ConcatAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceJoin(attribute, inputShapes)
{
    public override int[] Shape => [InputShapes.Sum(static shape => shape[0]), .. InputShapes[0][1..]];

    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        var z = new Values(inputs[0].Rows, Size);
        for (int row = 0; row < z.Rows; row++)
        {
            int at = 0;
            foreach (Values input in inputs)
            {
                for (int i = 0; i < input.Size; i++)
                    z.Set(row, at++, input.Numbers[row][i], input.Magnitudes[row][i]);
            }
        }

        return z;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        for (int row = 0; row < gradient.Rows; row++)
        {
            int at = 0;
            foreach (Values inputGradient in inputGradients)
            {
                for (int i = 0; i < inputGradient.Size; i++, at++)
                    inputGradient.Add(row, i, gradient.Numbers[row][at], gradient.Magnitudes[row][at]);
            }
        }
    }
}
