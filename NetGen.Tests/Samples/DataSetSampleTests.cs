using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

/// <summary>Samples that learn data sets: what they reach.</summary>
public sealed class DataSetSampleTests
{
    [Fact]
    public void DigitsReaches96Percent()
    {
        SampleRun run = SampleRun.Succeed("digits");
        run.Number("testCount").ShouldBe(359);
        run.Number("trainCount").ShouldBe(1438);
        run.Number("parameterCount").ShouldBe(2410);
        run.Number("testAccuracy").ShouldBeGreaterThanOrEqualTo(0.96);
        run.Number("trainingSeconds").ShouldBeLessThan(9);
        run.Output.ShouldContain("true \\ taken for");
    }

    [Fact]
    public void DigitsGivesSameFiguresAgain()
    {
        SampleRun first = SampleRun.Succeed("digits", "--epochs", "3"), second = SampleRun.Succeed("digits", "--epochs", "3");
        second.Single("testLoss").ShouldBe(first.Single("testLoss"));
        SampleRun.Succeed("digits", "--epochs", "3", "--seed", "2").Single("testLoss").ShouldNotBe(first.Single("testLoss"));
    }

    [Fact]
    public void CatDogTellsThemApart()
    {
        SampleRun run = SampleRun.Succeed("cat-dog");
        run.Number("testAccuracy").ShouldBeGreaterThanOrEqualTo(0.95);
        run.Number("finalLoss").ShouldBeLessThan(0.2 * run.Number("firstLoss"));
        run.Number("catAsCat").ShouldBeGreaterThan(0.9);
        run.Number("catAsDog").ShouldBeLessThan(0.1);
        run.Number("dogAsDog").ShouldBeGreaterThan(0.9);
        run.Number("dogAsCat").ShouldBeLessThan(0.1);
    }

    [Theory]
    [InlineData("biased")]
    [InlineData("unbiased")]
    public void XorLogisticMakesXorSeparable(string network)
    {
        SampleRun run = SampleRun.Succeed("xor-logistic");
        run.Flag($"{network}Learned").ShouldBeTrue();
        foreach ((string name, int target) in new[] { ("00", 0), ("01", 1), ("10", 1), ("11", 0) })
        {
            run.Number($"{network}Output{name}").ShouldBe(target, 0.1);
            run.Number($"{network}Feature1Of{name}").ShouldBeInRange(0, 1);
            run.Number($"{network}Feature2Of{name}").ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public void XorLogisticWithoutBiasesMapsZeroToHalf()
    {
        SampleRun run = SampleRun.Succeed("xor-logistic");
        run.Number("unbiasedFeature1Of00").ShouldBe(0.5);
        run.Number("unbiasedFeature2Of00").ShouldBe(0.5);
    }

    [Fact]
    public void LinearSvmShowsWorkedExample()
    {
        SampleRun run = SampleRun.Succeed("linear-svm", "--epochs", "1");
        run.Number("exampleHingeLoss").ShouldBe(2.9, 1e-6);
        run.Number("exampleProbability0").ShouldBe(0.129983, 1e-6);
        run.Number("exampleProbability1").ShouldBe(0.869049, 1e-6);
        run.Number("exampleProbability2").ShouldBe(0.000968, 1e-6);
        run.Number("exampleCrossEntropy").ShouldBe(2.040352, 1e-5);
    }

    [Fact]
    public void LinearClassifiersLearnDigits()
    {
        SampleRun run = SampleRun.Succeed("linear-svm");
        run.Number("svmTestAccuracy").ShouldBeGreaterThanOrEqualTo(0.94);
        run.Number("softmaxTestAccuracy").ShouldBeGreaterThanOrEqualTo(0.92);
        run.Number("svmLoss").ShouldBe(run.Number("svmDataLoss") + 1e-3 * run.Number("svmSquaredWeights"), 1e-5);
    }

    [Fact]
    public void LinearSvmSaysWhatCifarFolderLacks()
    {
        using var folder = new TemporaryFolder();
        SampleRun run = SampleRun.Run("linear-svm", "--cifar", folder.Path);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("data_batch_*.bin");
    }

    [Fact]
    public void LinearSvmReadsCifar()
    {
        using var folder = new TemporaryFolder();
        byte[] records = new byte[40 * 3073];
        new Random(1).NextBytes(records);
        for (int i = 0; i < 40; i++)
        {
            records[i * 3073] = (byte)(i % 10);
            records.AsSpan(i * 3073 + 1 + 300 * (i % 10), 300).Fill(255);
        }

        folder.Write("data_batch_1.bin", records);
        folder.Write("test_batch.bin", records);
        SampleRun run = SampleRun.Succeed("linear-svm", "--cifar", folder.Path, "--epochs", "100", "--learning-rate", "0.001");
        run.Number("svmTrainAccuracy").ShouldBe(1);
        run.Number("svmTestAccuracy").ShouldBe(1);
    }

    [Fact]
    public void RegularizationHelpsOversizedNetwork()
    {
        SampleRun run = SampleRun.Succeed("regularization");
        run.Number("peakedScore").ShouldBe(run.Number("spreadScore"));
        run.Number("peakedPenalty").ShouldBe(1);
        run.Number("spreadPenalty").ShouldBe(0.25);
        run.Number("plainTrainAccuracy").ShouldBeGreaterThan(run.Number("penalizedTrainAccuracy"));
        run.Number("plainTestAccuracy").ShouldBeLessThan(run.Number("penalizedTestAccuracy"));
        run.Number("plainTestLoss").ShouldBeGreaterThan(run.Number("penalizedTestLoss"));
        run.Number("plainTestAccuracy").ShouldBeLessThan(run.Number("dropoutTestAccuracy"));
        run.Number("plainTestLoss").ShouldBeGreaterThan(run.Number("dropoutTestLoss"));
    }

    [Theory]
    [InlineData("circle", "6", 0.99)]
    [InlineData("circle", "64", 0.99)]
    [InlineData("circle", "128", 0.99)]
    [InlineData("spiral", "64", 0.97)]
    [InlineData("spiral", "128", 0.97)]
    [InlineData("random", "64", 0.8)]
    public void Classify2dTellsPointsApart(string points, string hidden, double least)
    {
        SampleRun run = SampleRun.Succeed("classify2d", "--points", points, "--hidden", hidden);
        run.Number("accuracy").ShouldBeGreaterThanOrEqualTo(least);
    }

    [Fact]
    public void Classify2dDrawsRegions()
    {
        using var folder = new TemporaryFolder();
        SampleRun run = SampleRun.Succeed("classify2d", "--out", folder.PathOf("regions.svg"));
        run.Output.ShouldContain("······");
        run.Output.Count(c => c == '1').ShouldBeGreaterThan(20);
        File.ReadAllText(folder.PathOf("regions.svg")).Split("<circle").Length.ShouldBe(101);
        SampleRun.Succeed("classify2d", "--epochs", "10", "--out", folder.PathOf("regions.png"));
        File.ReadAllBytes(folder.PathOf("regions.png"))[..4].ShouldBe([0x89, 0x50, 0x4E, 0x47]);
    }
}
