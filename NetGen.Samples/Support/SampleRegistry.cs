namespace NetGen.Samples.Support;

/// <summary>All samples, in the order they are listed.</summary>
internal static class SampleRegistry
{
    public static IReadOnlyList<Sample> Create() =>
    [
        new DigitsSample(),
        new LinearSample(),
        new XorSample(),
        new XorLogisticSample(),
        new FromScratchSample(),
        new BackpropByHandSample(),
        new CatDogSample(),
        new LinearSvmSample(),
        new RegularizationSample(),
        new Classify2dSample(),
        new ChurnSample(),
        new GanSample(),
        new DqnSample(),
        new ReinforceSample(),
        new MnistSample(),
        new LogisticCatSample(),
        new TwoLayerCatSample(),
        new DeepCatSample(),
    ];
}
