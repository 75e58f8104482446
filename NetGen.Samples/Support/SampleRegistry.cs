namespace NetGen.Samples.Support;

/// <summary>All samples, in the order they are listed.</summary>
internal static class SampleRegistry
{
    public static IReadOnlyList<Sample> Create() =>
    [
        new DigitsSample(),
        new XorSample(),
        new LinearSample(),
        new BackpropByHandSample(),
        new FromScratchSample(),
    ];
}
