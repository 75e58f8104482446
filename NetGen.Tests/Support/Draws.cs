namespace NetGen.Tests.Support;

/// <summary>Seeded parameters, samples and targets.</summary>
internal static class Draws
{
    /// <summary>A number in ±<paramref name="limit"/>.</summary>
    public static float Uniform(Random random, double limit) => (float)(limit * (2 * random.NextDouble() - 1));

    /// <summary>Weights and biases of a size that keeps signals alive through many layers; no bias is zero.</summary>
    public static void Parameters(Random random, INeuralNetwork network)
    {
        Span<float> parameters = network.Parameters;
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                double limit = Math.Sqrt(3.0 * tensor.Shape[0] / tensor.Length);
                foreach (ref float value in parameters.Slice(tensor.Offset, tensor.Length))
                    value = Uniform(random, tensor.Role == TensorRole.Matrix ? limit : 0.5);
            }
        }
    }

    /// <summary>A target that the loss accepts: one-hot or soft classes, shares in [0, 1], or any numbers.</summary>
    public static float[] Target(Random random, ReferenceLoss loss, int size)
    {
        var target = new float[size];
        bool isSoft = random.Next(3) == 0;
        switch (loss.Kind)
        {
            case Loss.CrossEntropy or Loss.KullbackLeibler when isSoft:
                float total = 0;
                for (int i = 0; i < size; i++)
                    total += target[i] = random.Next(4) == 0 ? 0 : random.NextSingle();
                for (int i = 0; i < size; i++)
                    target[i] = total == 0 ? 1f / size : target[i] / total;
                break;
            case Loss.CrossEntropy or Loss.KullbackLeibler or Loss.Hinge or Loss.SquaredHinge:
                target[random.Next(size)] = 1;
                break;
            case Loss.BinaryCrossEntropy:
                for (int i = 0; i < size; i++)
                    target[i] = isSoft ? random.NextSingle() : random.Next(2);
                break;
            default:
                for (int i = 0; i < size; i++)
                    target[i] = Uniform(random, 1.5);
                break;
        }

        return target;
    }
}
