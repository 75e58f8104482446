using System.Text.Json;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class ScheduleTests
{
    private static readonly JsonElement Golden = GoldenFile.Read("schedules.json");

    private static readonly Dictionary<string, Schedule> Schedules = new()
    {
        ["Constant"] = Schedule.Constant,
        ["Step"] = Schedule.Step(3, 0.5f),
        ["MultiStep"] = Schedule.MultiStep([2, 5, 6], 0.3f),
        ["Exponential"] = Schedule.Exponential(0.9f),
        ["Polynomial"] = Schedule.Polynomial(2, length: 8),
        ["Cosine"] = Schedule.Cosine(0.1f, length: 10),
        ["CosineRestarts"] = Schedule.CosineRestarts(3, 2, 0.05f),
        ["CosineRestarts equal"] = Schedule.CosineRestarts(4),
        ["OneCycle"] = Schedule.OneCycle(),
        ["OneCycle early"] = Schedule.OneCycle(0.2f, 10, 100),
        ["Warmup Exponential"] = (Schedule.Exponential(0.8f) with { Unit = ScheduleUnit.Step }).WithWarmup(5, 0.25f),
        ["Warmup Step"] = (Schedule.Step(2, 0.5f) with { Unit = ScheduleUnit.Step }).WithWarmup(3, 0.1f),
    };

    public static TheoryData<string> Names => [.. Schedules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Factors_equal_PyTorch(string name)
    {
        double[] expected = Golden.Doubles(name);
        for (int t = 0; t < expected.Length; t++)
        {
            Schedules[name].FactorAt(t, expected.Length).ShouldBe(expected[t], 1e-6, $"{name} at {t}");
            Schedules[name].FactorAt(t, expected.Length, t, expected.Length).ShouldBe(expected[t], 1e-6, $"{name} at {t}");
        }
    }

    [Theory]
    [InlineData("Plateau")]
    [InlineData("Plateau cooldown")]
    public void Plateaus_equal_PyTorch(string name)
    {
        Schedule schedule = name == "Plateau"
            ? Schedule.ReduceOnPlateau(0.5f, 2)
            : Schedule.ReduceOnPlateau(0.1f, 1, threshold: 0.01f, cooldown: 3, minimumLearningRate: 0.005f);
        double[] expected = Golden.Doubles(name), losses = Golden.Doubles("losses");
        var state = new PlateauState();
        for (int i = 0; i < losses.Length; i++)
        {
            state.Factor.ShouldBe(expected[i], 1e-7, $"epoch {i}");
            state.Observe(schedule.Plateau!, losses[i], 1);
        }

        expected.Distinct().Count().ShouldBeGreaterThan(2);
    }

    [Fact]
    public void A_schedule_without_length_spans_the_training()
    {
        Schedule.Cosine().FactorAt(50, 100).ShouldBe(0.5, 1e-12);
        Schedule.Polynomial().FactorAt(25, 100).ShouldBe(0.75, 1e-12);
        // Behind a warm-up, what is left of it.
        Schedule.Cosine().WithWarmup(20).FactorAt(60, 100).ShouldBe(0.5, 1e-12);
        Schedule.Cosine().WithWarmup(20).FactorAt(4, 100).ShouldBe(0.25, 1e-12);
        // Where it counts epochs, the steps of the training need not be known.
        (Schedule.Cosine() with { Unit = ScheduleUnit.Epoch }).FactorAt(7, 0, 5, 10).ShouldBe(0.5, 1e-12);
        Schedule.Cosine(length: 14).FactorAt(7, 0, 5, 10).ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void Units_say_what_is_counted()
    {
        Schedule.Exponential(0.5f).FactorAt(9, 10, 1, 2).ShouldBe(0.5);
        (Schedule.Exponential(0.5f) with { Unit = ScheduleUnit.Step }).FactorAt(2, 10, 1, 2).ShouldBe(0.25);
        Schedule.Exponential(0.5f).WithWarmup(2).FactorAt(9, 10, 3, 4).ShouldBe(0.125);
    }

    [Fact]
    public void Settings_out_of_range_are_refused_and_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Schedule.Step(0)).ParamName.ShouldBe("every");
        Should.Throw<ArgumentOutOfRangeException>(() => Schedule.MultiStep([3, 3])).Message.ShouldContain("3 follows 3");
        Should.Throw<ArgumentOutOfRangeException>(() => Schedule.Exponential(0)).ParamName.ShouldBe("factor");
        Should.Throw<ArgumentOutOfRangeException>(() => Schedule.Cosine(2)).ParamName.ShouldBe("minimum");
        Should.Throw<ArgumentOutOfRangeException>(() => Schedule.OneCycle(1)).ParamName.ShouldBe("risingShare");
        Should.Throw<ArgumentOutOfRangeException>(() => Schedule.ReduceOnPlateau(1)).ParamName.ShouldBe("factor");
        Should.Throw<ArgumentOutOfRangeException>(() => Schedule.Constant.WithWarmup(0)).ParamName.ShouldBe("steps");
    }
}
