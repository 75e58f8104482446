using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Oracle;

/// <summary>Checks the oracle's gradients by central finite differences of its loss, with respect to every input and every parameter.</summary>
internal static class ReferenceDifferences
{
    private const double Step = 1e-5;

    /// <summary>How far from jumps of derivatives everything stays.</summary>
    private const double Distance = 1e-3;

    public static void Check(int[] input, ReferenceLoss loss, IReadOnlyList<LayerAttribute> layers, int seed, int rows = 2, ReferencePass? pass = null, int steps = 0)
    {
        ReferenceGraph graph = ReferenceGraph.Of(input, loss, layers, steps);
        var random = new Random(seed);
        foreach (ReferenceTensor tensor in graph.Nodes.SelectMany(static node => node.Tensors))
            Fill(random, tensor.Numbers, 1.5);
        double[][] targets = [.. Enumerable.Range(0, rows).Select(_ => Array.ConvertAll(Draws.Target(random, loss, graph.Output.Size), static t => (double)t))];
        double[] factors = [.. Enumerable.Range(0, rows).Select(static row => 1 - 0.6 * row)];
        double[][] drawn = [.. Enumerable.Range(0, rows).Select(_ => new double[ReferenceNode.SizeOf(input) * Math.Max(steps, 1)])];
        pass ??= ReferencePass.Training;

        ReferenceTrace Trace() => graph.Forward(Values.Exact(drawn), pass);
        double Loss()
        {
            ReferenceTrace trace = Trace();
            return Enumerable.Range(0, rows).Sum(row => factors[row] * graph.Evaluate(trace, row, targets[row]).Loss);
        }

        int attempts = 0;
        do
        {
            Assert.True(attempts++ < 1000, "No input keeps away from jumps of derivatives.");
            foreach (double[] row in drawn)
                Fill(random, row, 2);
        }
        while (Enumerable.Range(0, rows).Any(row => graph.IsNearJump(Trace(), row, targets[row], Distance)));

        Values inputGradients = graph.Backward(Trace(), targets, row => factors[row]);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < drawn[row].Length; i++)
                CheckElement(Loss, ref drawn[row][i], inputGradients.Numbers[row][i], $"input {i} of row {row}");
        }

        foreach (ReferenceNode node in graph.Nodes)
        {
            foreach (ReferenceTensor tensor in node.Tensors.Where(static tensor => tensor.IsTrained))
            {
                for (int i = 0; i < tensor.Numbers.Length; i++)
                    CheckElement(Loss, ref tensor.Numbers[i], tensor.Gradients[i], $"{node.Name}.{tensor.Name} {i}");
            }
        }
    }

    private static void CheckElement(Func<double> loss, ref double variable, double gradient, string what)
    {
        double saved = variable;
        variable = saved + Step;
        double above = loss();
        variable = saved - Step;
        double below = loss();
        variable = saved;
        double difference = (above - below) / (2 * Step);
        Assert.True(Math.Abs(difference - gradient) < 2e-7 * (1 + Math.Abs(gradient)), $"{what}: gradient {gradient}, finite difference {difference}.");
    }

    private static void Fill(Random random, double[] numbers, double limit)
    {
        foreach (ref double number in numbers.AsSpan())
            number = limit * (2 * random.NextDouble() - 1);
    }
}
