using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

/// <summary>Samples on data that does not ship.</summary>
public sealed class SharedDataSampleTests
{
    /// <summary>The costs of the source's NumPy code in double precision on the same pictures, each 100 iterations.</summary>
    private static readonly double[] CostsAt007 = [
        0.693147181, 0.778332084, 0.589490587, 0.492115724, 0.395530366, 0.303775171, 0.231449028, 0.204820481, 0.190105723, 0.177449873,
        0.166363293, 0.156544329, 0.147778551, 0.139902824, 0.132788267, 0.126330645, 0.120444269, 0.115057839, 0.110111441, 0.105554321];

    private static readonly double[] CostsAt005 = [
        0.693147181, 0.584508364, 0.466949041, 0.376006867, 0.331463289, 0.303273067, 0.279879587, 0.260042137, 0.242940685, 0.228004223,
        0.214819514, 0.203078191, 0.192544277, 0.183033338, 0.174398594, 0.166521397, 0.159304518, 0.152667325, 0.146542235, 0.140872076];

    private static readonly double[] TwoLayerCosts = [0.693439355, 0.529874077, 0.500536281];
    private static readonly double[] DeepCosts = [0.693686967, 0.552544378, 0.523172339];

    [DataFact("cat")]
    public void LogisticCatEqualsSource()
    {
        SampleRun run = SampleRun.Succeed("logistic-cat", "--data", SharedData.PathOf("cat"));
        for (int i = 0; i < CostsAt007.Length; i++)
            run.Number($"cost{100 * i}").ShouldBe(CostsAt007[i], 1e-5);
        run.Number("finalCost").ShouldBe(0.101343181, 1e-6);
        run.Number("w0").ShouldBe(0.01145158, 1e-6);
        run.Number("w1").ShouldBe(-0.03137457, 1e-6);
        run.Number("w2").ShouldBe(-0.01433205, 1e-6);
        run.Number("b").ShouldBe(-0.01057814, 1e-6);
        run.Number("trainAccuracy").ShouldBe(208.0 / 209, 1e-6);
        run.Number("testAccuracy").ShouldBe(0.68, 1e-6);
    }

    [DataFact("cat")]
    public void LogisticCatEqualsSourceAtItsSmallerLearningRate()
    {
        SampleRun run = SampleRun.Succeed("logistic-cat", "--data", SharedData.PathOf("cat"), "--learning-rate", "0.005");
        for (int i = 0; i < CostsAt005.Length; i++)
            run.Number($"cost{100 * i}").ShouldBe(CostsAt005[i], 1e-6);
        run.Number("trainAccuracy").ShouldBe(207.0 / 209, 1e-6);
        run.Number("testAccuracy").ShouldBe(0.70, 1e-6);
    }

    [DataFact("cat")]
    public void TwoLayerCatFollowsNumPyFromSameWeights()
    {
        using var folder = new TemporaryFolder();
        string weights = folder.Write("weights.csv", SineWeights(7, 12288) + "\n" + SineWeights(1, 7));
        SampleRun run = SampleRun.Succeed("two-layer-cat", "--data", SharedData.PathOf("cat"), "--weights", weights, "--iterations", "201");
        run.Number("cost0").ShouldBe(TwoLayerCosts[0], 1e-6);
        run.Number("cost100").ShouldBe(TwoLayerCosts[1], 1e-5);
        run.Number("cost200").ShouldBe(TwoLayerCosts[2], 1e-5);
    }

    [DataFact("cat")]
    public void DeepCatFollowsNumPyFromSameWeights()
    {
        using var folder = new TemporaryFolder();
        string weights = folder.Write("weights.csv", string.Join('\n', SineWeights(20, 12288), SineWeights(7, 20), SineWeights(5, 7), SineWeights(1, 5)));
        SampleRun run = SampleRun.Succeed("deep-cat", "--data", SharedData.PathOf("cat"), "--weights", weights, "--iterations", "170");
        run.Number("cost0").ShouldBe(DeepCosts[0], 1e-6);
        run.Number("cost100").ShouldBe(DeepCosts[1], 1e-5);
        // Later, at iteration 175, a sum before a ReLU comes within 5e-7 of 0 and rounding decides which side it is on.
        run.Number("finalCost").ShouldBe(DeepCosts[2], 1e-5);
    }

    [DataFact("mnist")]
    public void SmallMnistReaches94Percent()
    {
        SampleRun run = SampleRun.Succeed("mnist", "--data", SharedData.PathOf("mnist"));
        run.Number("parameterCount").ShouldBe(12_730);
        run.Number("testAccuracy").ShouldBeGreaterThanOrEqualTo(0.94);
    }

    [DataFact("mnist")]
    public void SmallMnistLearnsBySquaredError()
    {
        SampleRun run = SampleRun.Succeed("mnist", "--data", SharedData.PathOf("mnist"), "--loss", "mse");
        run.Number("testAccuracy").ShouldBeGreaterThanOrEqualTo(0.94);
    }

    [DataFact("mnist")]
    public void LargeMnistReaches98Percent()
    {
        SampleRun run = SampleRun.Succeed("mnist", "--data", SharedData.PathOf("mnist"), "--network", "784-128-64-10");
        run.Number("parameterCount").ShouldBe(109_386);
        run.Number("epochs").ShouldBeLessThanOrEqualTo(15);
        run.Number("testAccuracy").ShouldBeGreaterThanOrEqualTo(0.98);
    }

    /// <summary>Two epochs, as the suite has little time; ten reach 99 % (docs/samples.md).</summary>
    [DataFact("mnist")]
    public void LeNetReaches97PercentAfterTwoEpochs()
    {
        SampleRun run = SampleRun.Succeed("mnist", "--data", SharedData.PathOf("mnist"), "--network", "lenet", "--epochs", "2");
        run.Number("parameterCount").ShouldBe(61_706);
        run.Number("testAccuracy").ShouldBeGreaterThanOrEqualTo(0.97);
    }

    [Theory]
    [InlineData("mnist", "train-images-idx3-ubyte")]
    [InlineData("logistic-cat", "train-images-idx4-ubyte")]
    public void SaysWhichDataIsMissing(string sample, string file)
    {
        using var folder = new TemporaryFolder();
        SampleRun without = SampleRun.Run(sample);
        without.ExitCode.ShouldBe(1);
        without.Error.ShouldContain("--data DIR is missing");
        SampleRun empty = SampleRun.Run(sample, "--data", folder.Path);
        empty.ExitCode.ShouldBe(1);
        empty.Error.ShouldContain($"lacks '{file}");
        empty.Error.ShouldContain("--download");
    }

    /// <summary>A matrix that is easy to make elsewhere too: √(2 / inputs) · sin(1 + k) for k = 0, 1, …, row by row [outputs, inputs].</summary>
    private static string SineWeights(int outputs, int inputs)
    {
        var text = new System.Text.StringBuilder();
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < inputs; input++)
                text.Append(input == 0 ? "" : ",").Append(((float)(Math.Sqrt(2.0 / inputs) * Math.Sin(1 + output * inputs + input))).ToString("R"));
            text.Append('\n');
        }

        return text.ToString();
    }
}
