using System.Numerics;
using System.Runtime.Intrinsics;
using NetGen.Tests.Numerics;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>What <see cref="WidthTests"/> runs once more at every vector width: all passes of every network of the zoo, in short.</summary>
[Trait("Category", "Widths")]
public sealed class ZooAtWidthTests
{
    public static TheoryData<string> Small =>
        [.. Zoo.Types.Where(type => Zoo.Create(type).ParameterCount < 30_000).Select(type => type.ToString())];

    [Theory, MemberData(nameof(Small))]
    public void All_passes_equal_the_reference(string name)
    {
        var one = new NetworkCase(Zoo.Create(Zoo.Types.Single(type => type.ToString() == name)), seed: 2, mostRows: 17);
        NetworkChecks.Forward(one);
        NetworkChecks.ForwardBatch(one);
        NetworkChecks.Exposed(one);
        if (one.Reference.Loss is null)
            return;
        NetworkChecks.EvaluateBatch(one);
        NetworkChecks.Backward(one);
        NetworkChecks.BackwardBatch(one, weighted: true);
        NetworkChecks.Overwrites(one);
        NetworkChecks.Contexts(one);
        NetworkChecks.InputGradients(one);
        NetworkChecks.Train(one);
        NetworkChecks.TrainBatch(one);
    }

    [Fact]
    public void The_process_runs_at_the_width_it_was_told_to()
    {
        // In the main process nothing is asked for, and nothing is checked but that the machine is consistent.
        string asked = Environment.GetEnvironmentVariable(WidthTests.Expectation) ?? WidthTests.Actual;
        Assert.Equal(asked, WidthTests.Actual);
        Assert.True(Vector<float>.Count >= 4 && (!Vector512.IsHardwareAccelerated || Vector256.IsHardwareAccelerated));
    }
}
