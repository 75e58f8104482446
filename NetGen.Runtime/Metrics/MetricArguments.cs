namespace NetGen;

/// <summary>The check every metric makes at its door.</summary>
internal static class MetricArguments
{
    public static void Check(ReadOnlySpan<float> outputs, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (outputs.Length != (long)data.Count * data.OutputSize)
        {
            throw new ArgumentException(
                $"Expected {data.Count} rows of {data.OutputSize} outputs, {(long)data.Count * data.OutputSize} in all, but got {outputs.Length}.",
                nameof(outputs));
        }
    }
}
