namespace NetGen.Tests.Support;

/// <summary>ln cosh of each error, summed: a user's own loss.</summary>
internal readonly struct LogCosh : ILoss
{
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        float loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            float error = output[i] - target[i];
            loss += MathF.Log(MathF.Cosh(error));
            gradient[i] = MathF.Tanh(error);
        }

        return loss;
    }
}

/// <summary>Σ wᵢ·(yᵢ − tᵢ)² with weights 1, 2, 3 …: a user's own loss that depends on where an output stands.</summary>
internal readonly struct WeightedSquares : ILoss
{
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        float loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            float error = output[i] - target[i];
            loss += (i + 1) * error * error;
            gradient[i] = 2 * (i + 1) * error;
        }

        return loss;
    }

    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        float loss = 0;
        for (int i = 0; i < output.Length; i++)
            loss += (i + 1) * (output[i] - target[i]) * (output[i] - target[i]);
        return loss;
    }
}

/// <summary>The double-precision twins of the custom losses.</summary>
internal static class Customs
{
    public static (double Loss, double[] Gradient) Evaluate(Type custom, double[] outputs, double[] targets)
    {
        double loss = 0;
        var gradient = new double[outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            double error = outputs[i] - targets[i];
            (double term, gradient[i]) = custom.Name switch
            {
                nameof(LogCosh) => (Math.Log(Math.Cosh(error)), Math.Tanh(error)),
                nameof(WeightedSquares) => ((i + 1) * error * error, 2 * (i + 1) * error),
                _ => throw new InvalidOperationException($"No double-precision twin of {custom}."),
            };
            loss += term;
        }

        return (loss, gradient);
    }
}
