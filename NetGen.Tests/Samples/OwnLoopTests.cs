using System.Xml.Linq;
using NetGen.Samples.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

/// <summary>Samples whose loops are their own reach their stated scores from five seeds.</summary>
public sealed class OwnLoopTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void GanCoversEveryModeAndComesNear(int seed)
    {
        SampleRun run = SampleRun.Succeed("gan", "--seed", seed.ToString());
        run.Number("modesCovered").ShouldBe(8);
        run.Number("nearShare").ShouldBeGreaterThan(0.9);
        run.Number("distance").ShouldBeLessThan(0.08);
        run.Number("distanceOfTruth").ShouldBeLessThan(0.025);
    }

    [Fact]
    public void GanIsFarWhileItHasNotLearned()
    {
        SampleRun run = SampleRun.Succeed("gan", "--steps", "1");
        run.Number("modesCovered").ShouldBeLessThan(3);
        run.Number("distance").ShouldBeGreaterThan(0.3);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void DqnHoldsThePole(int seed)
    {
        SampleRun run = SampleRun.Succeed("dqn", "--seed", seed.ToString());
        run.Number("score").ShouldBeGreaterThan(450);
        run.Number("untrainedScore").ShouldBeLessThan(100);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ReinforceHoldsThePole(int seed)
    {
        SampleRun run = SampleRun.Succeed("reinforce", "--seed", seed.ToString());
        run.Number("score").ShouldBeGreaterThan(450);
        run.Number("lastScore").ShouldBeGreaterThan(450);
        run.Number("firstScore").ShouldBeLessThan(100);
    }

    [Theory]
    [InlineData("gan", "--steps", "60")]
    [InlineData("dqn", "--steps", "2000")]
    [InlineData("reinforce", "--updates", "3")]
    public void PicturesAreReadableAndTheSameSeedGivesTheSame(params string[] args)
    {
        using var folder = new TemporaryFolder();
        SampleRun.Succeed([.. args, "--out", folder.PathOf("first.svg")]);
        SampleRun.Succeed([.. args, "--out", folder.PathOf("second.svg")]);
        File.ReadAllText(folder.PathOf("first.svg")).ShouldBe(File.ReadAllText(folder.PathOf("second.svg")));
        PictureText.ShouldLieInside(XElement.Load(folder.PathOf("first.svg")));
    }

    [Fact]
    public void ThePoleFallsAsEquationsSay()
    {
        // Pushed to the right all the time it leans to the left and falls within a dozen steps, the cart being on its way to the right.
        var pole = new CartPole(new Random(1));
        float[] state = new float[CartPole.StateSize];
        for (pole.Begin(); !pole.IsOver; pole.Push(1))
            pole.Observe(state);
        pole.HasFailed.ShouldBeTrue();
        pole.Steps.ShouldBeInRange(8, 12);
        state[1].ShouldBeGreaterThan(0.5f);
        state[2].ShouldBeLessThan(-0.5f);

        // The first push: from rest, F = 10 N moves the cart by (F + m·l·(3/4)·F/…)/…, 9.76 m/s², as Gym's figures are.
        pole.Begin();
        float[] before = new float[CartPole.StateSize];
        pole.Observe(before);
        pole.Push(1);
        pole.Observe(state);
        (2 * (state[1] - before[1]) / 0.02).ShouldBe(9.76, 0.2);
        (2 * (state[3] - before[3]) / 0.02).ShouldBe(-14.6, 1.5);
    }

    [Fact]
    public void ModesAndDistanceAreWhatTheySay()
    {
        float[] truth = new float[8192], other = new float[8192];
        EightGaussians.Fill(new Random(1), truth);
        EightGaussians.Fill(new Random(2), other);
        (int covered, double near) = EightGaussians.Cover(truth);
        covered.ShouldBe(8);
        near.ShouldBe(1 - Math.Exp(-4.5), 0.01);
        // Moved by one to the right: |cos| of the direction in the mean, 2/π.
        float[] moved = [.. truth.Select((value, i) => i % 2 == 0 ? value + 1 : value)];
        EightGaussians.Distance(moved, truth).ShouldBe(2 / Math.PI, 0.01);
        EightGaussians.Distance(other, truth).ShouldBeLessThan(0.03);
        EightGaussians.Distance(truth, truth).ShouldBe(0);
        // Of one mode alone.
        float[] one = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 1f : 0f)];
        EightGaussians.Cover(one).ShouldBe((1, 1.0));
    }
}
