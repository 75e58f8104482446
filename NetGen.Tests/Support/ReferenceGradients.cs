namespace NetGen.Tests.Support;

/// <summary>Gradients laid out like a network's parameters, each with the magnitude its rounding errors are relative to.</summary>
internal sealed class ReferenceGradients(int parameterCount)
{
    public double[] Values { get; } = new double[parameterCount];

    public double[] Magnitudes { get; } = new double[parameterCount];

    public void Add(int index, double value, double magnitude)
    {
        Values[index] += value;
        Magnitudes[index] += magnitude;
    }
}
