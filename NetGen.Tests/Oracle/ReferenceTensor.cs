namespace NetGen.Tests.Oracle;

/// <summary>A tensor of a layer in row-major order, with the gradients that were added to it.</summary>
internal sealed class ReferenceTensor(string name, bool isTrained, params int[] shape)
{
    public string Name => name;

    /// <summary>Whether training changes it; what is frozen gets no gradient.</summary>
    public bool IsTrained => isTrained;

    public IReadOnlyList<int> Shape => shape;

    public double[] Numbers { get; } = new double[shape.Aggregate(1, static (product, extent) => product * extent)];

    public double[] Gradients { get; } = new double[shape.Aggregate(1, static (product, extent) => product * extent)];

    public double[] Magnitudes { get; } = new double[shape.Aggregate(1, static (product, extent) => product * extent)];

    public void AddGradient(int i, double gradient, double magnitude)
    {
        if (!isTrained)
            return;
        Gradients[i] += gradient;
        Magnitudes[i] += magnitude + Math.Abs(gradient);
    }

    public void ClearGradients()
    {
        Array.Clear(Gradients);
        Array.Clear(Magnitudes);
    }
}
