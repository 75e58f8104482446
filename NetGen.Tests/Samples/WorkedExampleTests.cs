using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

/// <summary>Samples whose sources fix every number. Expected figures come from the source's formulas in double precision.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void BackpropByHandGivesDerivativesOfSource()
    {
        SampleRun run = SampleRun.Succeed("backprop-by-hand");
        double[] derivatives = [0.000438568, 0.000877135, 0.000497713, 0.000995425, 0.082167041, 0.082667628, -0.022602540, -0.022740242];
        for (int i = 0; i < derivatives.Length; i++)
            run.Number($"gradientW{i + 1}").ShouldBe(derivatives[i], 1e-8);

        run.Number("lossAfter0").ShouldBe(0.298371109, 1e-7);
        run.Number("lossAfter1").ShouldBe(0.291027774, 1e-7);
        run.Number("lossAfter10000").ShouldBe(3.510188e-5, 1e-8);
    }

    [Fact]
    public void BackpropByHandGivesWeightsOfSource()
    {
        SampleRun run = SampleRun.Succeed("backprop-by-hand");
        double[] afterOne = [0.149780716, 0.199561432, 0.249751144, 0.299502287, 0.358916480, 0.408666186, 0.511301270, 0.561370121];
        double[] afterAll = [0.37850999, 0.65701998, 0.47730071, 0.75460141, -3.8929772, -3.86841669, 2.86181095, 2.92568897];
        for (int i = 0; i < 8; i++)
        {
            run.Number($"w{i + 1}After1").ShouldBe(afterOne[i], 1e-7);
            run.Number($"w{i + 1}After10000").ShouldBe(afterAll[i], 1e-5);
        }

        run.Number("output1After10000").ShouldBe(0.01591362, 1e-6);
        run.Number("output2After10000").ShouldBe(0.98406427, 1e-6);
    }

    [Fact]
    public void FromScratchFollowsNumPyFromSameWeights()
    {
        using var folder = new TemporaryFolder();
        string weights = folder.Write("weights.csv", """
            # weights1, 3 × 4
            0.417022,0.72032449,0.00011437,0.30233257
            0.14675589,0.09233859,0.18626021,0.34556073
            0.39676747,0.53881673,0.41919451,0.6852195

            # weights2, 4 × 1
            0.20445225
            0.87811744
            0.02738759
            0.67046751
            """);
        SampleRun run = SampleRun.Succeed("from-scratch", "--weights", weights, "--repeat", "1");
        double[] losses = [
            1.311838215, 0.983370128, 0.553061925, 0.087012748, 0.034172924, 0.020154023, 0.014010784, 0.010624617,
            0.008499045, 0.007048566, 0.005999540, 0.005207718, 0.004590138, 0.004095825, 0.003691789];
        for (int i = 0; i < losses.Length; i++)
            run.Number($"loss{100 * i}").ShouldBe(losses[i], 2e-5 * losses[i]);
        run.Number("finalLoss").ShouldBe(0.003355766, 1e-7);
        double[] predictions = [0.00965354, 0.96894749, 0.96886158, 0.03645156];
        for (int i = 0; i < 4; i++)
            run.Number($"prediction{i}").ShouldBe(predictions[i], 1e-6);
    }

    [Fact]
    public void FromScratchLearnsFromItsOwnWeights()
    {
        using var folder = new TemporaryFolder();
        SampleRun run = SampleRun.Succeed("from-scratch", "--out", folder.PathOf("loss.svg"));
        run.Flag("isMonotone").ShouldBeTrue();
        run.Number("finalLoss").ShouldBeLessThan(0.01);
        run.Output.ShouldContain("iteration 0 to 1499");
        File.ReadAllText(folder.PathOf("loss.svg")).ShouldContain("<polyline");
    }

    [Theory]
    [InlineData("1,2\n3,4\n", "1 matrices, but the network has 2 layers")]
    [InlineData("1,2\n3,4\n\n1\n2\n3\n4\n", "matrix 1 is 2 × 2, but layer 'Dense1' has 3 inputs × 4 outputs")]
    public void FromScratchRefusesWeightsOfOtherShapes(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        SampleRun run = SampleRun.Run("from-scratch", "--weights", folder.Write("weights.csv", text));
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(expected);
    }

    [Fact]
    public void LinearReachesLeastSquaresLine()
    {
        SampleRun run = SampleRun.Succeed("linear");
        run.Number("a").ShouldBe(run.Number("leastSquaresA"), 1e-4);
        run.Number("b").ShouldBe(run.Number("leastSquaresB"), 1e-4);
        run.Number("loss1000").ShouldBeLessThan(run.Number("loss0"));
    }

    [Fact]
    public void LinearFollowsGradientDescentOnGivenPoints()
    {
        using var folder = new TemporaryFolder();
        double[] x = [0, 0.5, 1, 2], y = [1, 0.5, 2, 3];
        string points = folder.Write("points.csv", "x,y\n0,1\n0.5,0.5\n\n1,2\n2,3\n");
        SampleRun run = SampleRun.Succeed("linear", "--points", points, "--steps", "20");
        double a = run.Number("a0"), b = run.Number("b0");
        for (int step = 0; step <= 20; step++)
        {
            double[] errors = [.. x.Select((value, i) => a * value + b - y[i])];
            if (step % 10 == 0)
            {
                run.Number($"a{step}").ShouldBe(a, 1e-6);
                run.Number($"b{step}").ShouldBe(b, 1e-6);
                run.Number($"loss{step}").ShouldBe(errors.Average(e => e * e), 1e-6);
            }

            (a, b) = (a - 0.1 * errors.Select((e, i) => 2 * e * x[i]).Average(), b - 0.1 * errors.Average(e => 2 * e));
        }
    }

    [Theory]
    [InlineData("0,1\n2\n", "line 2: expected two finite numbers x,y, but found '2'")]
    [InlineData("1,1\n1,2\n", "two of different x")]
    public void LinearSaysWhatIsWrongWithPoints(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        SampleRun run = SampleRun.Run("linear", "--points", folder.Write("points.csv", text));
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(expected);
    }

    [Fact]
    public void LinearSaysThatItDiverges()
    {
        using var folder = new TemporaryFolder();
        SampleRun run = SampleRun.Run("linear", "--points", folder.Write("points.csv", "1,1\n1000,2\n"));
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("no longer finite at step");
    }

    [Theory]
    [InlineData("cross-entropy")]
    [InlineData("mse")]
    public void XorIsLearnedOrExplained(string loss)
    {
        SampleRun run = SampleRun.Succeed("xor", "--loss", loss);
        run.Number("seedCount").ShouldBe(100);
        run.Number("learnedCount").ShouldBeGreaterThanOrEqualTo(90);
        run.Output.Split("did not learn: ").Length.ShouldBe(1 + 100 - (int)run.Number("learnedCount"));
        foreach (string line in run.Output.Split('\n').Where(line => line.Contains("did not learn")))
            line.ShouldContain("look alike");
        run.Flag("learned").ShouldBeTrue();
        run.Number("output00").ShouldBeLessThan(0.05);
        run.Number("output01").ShouldBeGreaterThan(0.95);
        run.Number("output10").ShouldBeGreaterThan(0.95);
        run.Number("output11").ShouldBeLessThan(0.05);
    }
}
