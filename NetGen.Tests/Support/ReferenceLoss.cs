using System.Reflection;

namespace NetGen.Tests.Support;

/// <summary>Every loss in double precision, straight from its formula, with its gradient and a measure of how exact floats can be.</summary>
/// <param name="Kind">One of ours, or <see cref="Loss.None"/> for a custom loss.</param>
/// <param name="Custom">A user's loss, which exists in float only.</param>
internal sealed record ReferenceLoss(Loss Kind, Type? Custom = null, Reduction Reduction = Reduction.Mean, double Delta = 1, double Margin = 1)
{
    /// <summary>Reads the loss off a network's attribute; null for a network without.</summary>
    public static ReferenceLoss? Of(Type network)
    {
        NeuralNetworkAttribute attribute = network.GetCustomAttribute<NeuralNetworkAttribute>()!;
        return attribute.Loss == Loss.None && attribute.CustomLoss is null
            ? null
            : new ReferenceLoss(attribute.Loss, attribute.CustomLoss, attribute.Reduction, attribute.Delta, attribute.Margin);
    }

    /// <summary>Whether the gradient is taken with respect to the last layer's pre-activations.</summary>
    public bool IsFused => Kind is Loss.BinaryCrossEntropy or Loss.CrossEntropy or Loss.KullbackLeibler;

    public bool HasClassTargets => Kind is Loss.CrossEntropy or Loss.KullbackLeibler or Loss.Hinge or Loss.SquaredHinge;

    /// <summary>The loss of one sample and its gradient with respect to the outputs, or to the pre-activations if <see cref="IsFused"/>.</summary>
    public (double Loss, double[] Gradient) Evaluate(double[] preActivations, double[] outputs, double[] targets)
    {
        int n = outputs.Length;
        var gradient = new double[n];
        double loss = 0, mean = Reduction == Reduction.Mean ? 1.0 / n : 1;
        if (Kind is Loss.CrossEntropy or Loss.KullbackLeibler)
            return OverClasses(preActivations, targets);
        if (Kind is Loss.Hinge or Loss.SquaredHinge)
            return OverMargins(outputs, targets);
        if (Custom is not null)
            return Customs.Evaluate(Custom, outputs, targets);
        for (int i = 0; i < n; i++)
        {
            double error = outputs[i] - targets[i], z = preActivations[i];
            (double term, gradient[i]) = Kind switch
            {
                Loss.MeanSquaredError => (mean * error * error, mean * 2 * error),
                Loss.SumOfSquares => (error * error, 2 * error),
                Loss.HalfSumOfSquares => (0.5 * error * error, error),
                Loss.MeanAbsoluteError => (mean * Math.Abs(error), mean * ReferenceMath.Sign(error)),
                Loss.Huber => Math.Abs(error) <= Delta
                    ? (mean * 0.5 * error * error, mean * error)
                    : (mean * Delta * (Math.Abs(error) - 0.5 * Delta), mean * Delta * ReferenceMath.Sign(error)),
                Loss.BinaryCrossEntropy => (
                    mean * (ReferenceMath.Softplus(z) - targets[i] * z),
                    mean * (targets[i] == 1 ? -ReferenceMath.Sigmoid(-z) : ReferenceMath.Sigmoid(z) - targets[i])),
                _ => throw new InvalidOperationException($"No formula for {Kind}."),
            };
            loss += term;
        }

        return (loss, gradient);
    }

    /// <summary>The size of what is added up to make each element of the gradient, which rounding errors are relative to.</summary>
    public double[] GradientScale(double[] magnitudes, double[] targets)
    {
        int n = targets.Length;
        double largest = magnitudes.Max(), mean = Reduction == Reduction.Mean ? 1.0 / n : 1;
        double sumOfTargets = targets.Sum(Math.Abs);
        return [.. targets.Select((target, i) => Kind switch
        {
            Loss.MeanSquaredError => 2 * mean * (magnitudes[i] + Math.Abs(target)),
            Loss.SumOfSquares => 2 * (magnitudes[i] + Math.Abs(target)),
            Loss.MeanAbsoluteError => mean,
            Loss.Huber => mean * Math.Min(Delta, magnitudes[i] + Math.Abs(target)) + mean * magnitudes[i],
            Loss.BinaryCrossEntropy => mean * (1 + Math.Abs(target) + magnitudes[i]),
            Loss.CrossEntropy or Loss.KullbackLeibler => (1 + largest) * sumOfTargets,
            Loss.Hinge => n,
            Loss.SquaredHinge => 2 * n * (2 * largest + Margin),
            Loss.HalfSumOfSquares => magnitudes[i] + Math.Abs(target),
            _ => 2 * (i + 1) * (magnitudes[i] + Math.Abs(target) + 1),
        })];
    }

    /// <summary>Whether float and double may rightly disagree on the gradient: a jump is nearer than <paramref name="tolerance"/> times the magnitudes.</summary>
    public bool IsNearJump(double[] outputs, double[] magnitudes, double[] targets, double tolerance)
    {
        int right = Array.IndexOf(targets, targets.Max());
        for (int i = 0; i < outputs.Length; i++)
        {
            double distance = Kind switch
            {
                Loss.MeanAbsoluteError => outputs[i] - targets[i],
                Loss.Hinge when i != right => outputs[i] - outputs[right] + Margin,
                _ => double.PositiveInfinity,
            };
            double magnitude = magnitudes[i] + (Kind == Loss.Hinge ? magnitudes[right] : 0) + Math.Abs(targets[i]) + Margin;
            if (Math.Abs(distance) < tolerance * magnitude)
                return true;
        }

        return false;
    }

    private (double Loss, double[] Gradient) OverClasses(double[] z, double[] targets)
    {
        double total = ReferenceMath.LogSumExp(z), sumOfTargets = targets.Sum(), loss = 0;
        var gradient = new double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            loss += targets[i] == 0 ? 0 : targets[i] * (total - z[i]);
            if (Kind == Loss.KullbackLeibler && targets[i] > 0)
                loss += targets[i] * Math.Log(targets[i]);
            gradient[i] = Math.Exp(z[i] - total) * sumOfTargets - targets[i];
        }

        return (loss, gradient);
    }

    private (double Loss, double[] Gradient) OverMargins(double[] scores, double[] targets)
    {
        int right = Array.IndexOf(targets, targets.Max());
        double loss = 0;
        var gradient = new double[scores.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            double excess = scores[i] - scores[right] + Margin;
            if (i == right || excess <= 0)
                continue;
            loss += Kind == Loss.Hinge ? excess : excess * excess;
            double slope = Kind == Loss.Hinge ? 1 : 2 * excess;
            gradient[i] += slope;
            gradient[right] -= slope;
        }

        return (loss, gradient);
    }
}
