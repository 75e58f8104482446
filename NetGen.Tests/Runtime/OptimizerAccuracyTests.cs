using NetGen.Runtime.Optimizers;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>One step of every optimizer at every width: against double precision, and wherever a range of parameters begins and ends.</summary>
[Trait("Category", "Widths")]
public class OptimizerAccuracyTests
{
    private const int Count = 4096;
    private const double Rate = 1e-2;

    /// <summary>What a root-dividing optimizer adds to a parameter on its first step, from what it remembers, in double precision.</summary>
    private delegate double Change(double gradient, double first, double second);

    private static readonly Dictionary<string, (Optimizer Optimizer, Change Change)> Formulas = new()
    {
        ["Adam"] = (Optimizer.Adam((float)Rate), static (g, m, v) => -Rate * Hat(0.9 * m + 0.1 * g, 0.9) / (Math.Sqrt(Hat(0.999 * v + 0.001 * g * g, 0.999)) + 1e-8)),
        ["AmsGrad"] = (
            Optimizer.Adam((float)Rate, amsGrad: true),
            static (g, m, v) => -Rate * Hat(0.9 * m + 0.1 * g, 0.9) / (Math.Sqrt(Hat(0.999 * v + 0.001 * g * g, 0.999)) + 1e-8)),
        ["RmsProp"] = (
            Optimizer.RmsProp((float)Rate, momentum: 0.5f), static (g, s, v) => -Rate * (0.5 * v + g / (Math.Sqrt(0.99 * s + 0.01 * g * g) + 1e-8))),
        ["Adagrad"] = (Optimizer.Adagrad((float)Rate), static (g, s, _) => -Rate * g / (Math.Sqrt(s + g * g) + 1e-10)),
    };

    public static TheoryData<string> Divided => [.. Formulas.Keys];

    public static TheoryData<string> Names => OptimizerTests.Names;

    [Theory]
    [MemberData(nameof(Divided))]
    public void A_step_is_that_of_double_precision(string name)
    {
        var (optimizer, change) = Formulas[name];
        OptimizerState state = optimizer.CreateState(Count);
        float[] parameters = new float[Count], gradients = new float[Count], first = new float[Count], second = new float[Count];
        var random = new Random(1);
        for (int i = 0; i < Count; i++)
        {
            // Of one sign, so that no sum cancels; every 16th gradient and every 32nd memory is 0, as behind a dead unit.
            gradients[i] = i % 16 == 3 ? 0 : Spread(random, -17, 17);
            first[i] = i % 32 == 3 ? 0 : Spread(random, -36, 36);
            second[i] = i % 32 == 3 ? 0 : Spread(random, -36, 36);
        }

        first.CopyTo(state.Slots[0].Span);
        if (state.Slots.Length > 1)
            second.CopyTo(state.Slots[1].Span);
        state.BeginStep(optimizer.LearningRate);
        state.Update(ref parameters[0], ref gradients[0], 0, Count, 1, 0);
        for (int i = 0; i < Count; i++)
        {
            double expected = change(gradients[i], first[i], second[i]);
            if (Math.Abs(expected) < float.MaxValue)
                ((double)parameters[i]).ShouldBe(expected, Math.Max(6e-7 * Math.Abs(expected), 1e-44), $"{name}: g {gradients[i]:R}, slots {first[i]:R}, {second[i]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Divided))]
    public void A_square_too_large_for_a_float_stops_its_parameter_and_NaN_shows(string name)
    {
        Optimizer optimizer = Formulas[name].Optimizer;
        OptimizerState state = optimizer.CreateState(40);
        float[] parameters = new float[40], gradients = new float[40];
        Array.Fill(parameters, 0.5f);
        Array.Fill(gradients, 0.25f);
        gradients[5] = 1e30f;
        gradients[20] = float.NaN;
        gradients[38] = float.PositiveInfinity;
        state.BeginStep(optimizer.LearningRate);
        state.Update(ref parameters[0], ref gradients[0], 0, 40, 1, 0);
        parameters[5].ShouldBe(0.5f);
        float.IsNaN(parameters[20]).ShouldBeTrue();
        float.IsFinite(parameters[38]).ShouldBeFalse();
        for (int i = 0; i < 40; i++)
        {
            if (i is not (5 or 20 or 38))
                parameters[i].ShouldBeInRange(0.4f, 0.4999f);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_steps_alike_wherever_its_range_begins_and_ends(string name)
    {
        const int Length = 75;
        float[] whole = Steps(name, Length, Length);
        for (int size = 1; size < 40; size++)
            Bits.Same(whole, Steps(name, Length, size));
    }

    private static float[] Steps(string name, int count, int rangeSize)
    {
        Optimizer optimizer = OptimizerTests.Named(name);
        OptimizerState state = optimizer.CreateState(count);
        var random = new Random(7);
        float[] parameters = Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f).ToArray(), gradients = new float[count];
        for (int step = 0; step < 6; step++)
        {
            for (int i = 0; i < count; i++)
                gradients[i] = random.Next(8) == 0 ? 0 : random.NextSingle() - 0.5f;
            state.BeginStep(optimizer.LearningRate);
            for (int start = 0; start < count; start += rangeSize)
                state.Update(ref parameters[0], ref gradients[0], start, Math.Min(rangeSize, count - start), 0.3f, optimizer.WeightDecay);
        }

        return parameters;
    }

    private static double Hat(double value, double beta) => value / (1 - beta);

    private static float Spread(Random random, int least, int most) => (float)Math.Pow(10, least + (most - least) * random.NextDouble());
}
