using System.Text.Json;
using NetGen.Runtime;
using NetGen.Runtime.Optimizers;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class OptimizerTests
{
    private static readonly Dictionary<string, Optimizer> Optimizers = new()
    {
        ["Sgd"] = Optimizer.Sgd(0.1f),
        ["Sgd decay"] = Optimizer.Sgd(0.1f, weightDecay: 0.02f),
        ["Sgd momentum"] = Optimizer.Sgd(0.1f, momentum: 0.9f, weightDecay: 0.01f),
        ["Sgd nesterov"] = Optimizer.Sgd(0.1f, momentum: 0.9f, nesterov: true),
        ["Adagrad"] = Optimizer.Adagrad(0.05f),
        ["Adagrad decay"] = Optimizer.Adagrad(0.05f, learningRateDecay: 0.1f, initialAccumulator: 0.2f, weightDecay: 0.01f, epsilon: 1e-6f),
        ["RmsProp"] = Optimizer.RmsProp(0.01f),
        ["RmsProp momentum"] = Optimizer.RmsProp(0.01f, smoothing: 0.9f, momentum: 0.8f, weightDecay: 0.01f),
        ["RmsProp centered"] = Optimizer.RmsProp(0.01f, smoothing: 0.95f, epsilon: 1e-3f, centered: true, momentum: 0.5f),
        ["Adam"] = Optimizer.Adam(0.01f),
        ["Adam decay"] = Optimizer.Adam(0.01f, beta1: 0.8f, beta2: 0.99f, epsilon: 1e-6f, weightDecay: 0.1f),
        ["AmsGrad"] = Optimizer.Adam(0.01f, beta2: 0.9f, amsGrad: true),
        ["AdamW"] = Optimizer.AdamW(0.01f, weightDecay: 0.1f),
        ["AdamW amsgrad"] = Optimizer.AdamW(0.01f, beta2: 0.9f, weightDecay: 0.1f, amsGrad: true),
        ["NAdam"] = Optimizer.NAdam(0.01f),
        ["NAdam decay"] = Optimizer.NAdam(0.01f, weightDecay: 0.05f, momentumDecay: 0.01f),
        ["RAdam"] = Optimizer.RAdam(0.01f),
        ["RAdam decay"] = Optimizer.RAdam(0.01f, beta2: 0.95f, weightDecay: 0.05f),
        ["Lion"] = Optimizer.Lion(0.01f),
        ["Lion decay"] = Optimizer.Lion(0.01f, beta1: 0.8f, beta2: 0.95f, weightDecay: 0.1f),
        ["Rprop"] = Optimizer.Rprop(0.01f),
        ["Rprop limits"] = Optimizer.Rprop(0.02f, shrink: 0.4f, grow: 1.5f, smallestStep: 1e-3f, largestStep: 0.05f),
    };

    private static readonly JsonElement Golden = GoldenFile.Read("optimizers.json");

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    /// <summary>An optimizer of the goldens.</summary>
    internal static Optimizer Named(string name) => Optimizers[name];

    [Fact]
    public void Every_golden_trajectory_and_every_optimizer_is_tested()
    {
        Golden.GetProperty("trajectories").EnumerateObject().Select(p => p.Name).ShouldBe(Optimizers.Keys, ignoreOrder: true);
        string[] factories = [.. typeof(Optimizer).GetMethods().Where(m => m.IsStatic && m.ReturnType == typeof(Optimizer)).Select(m => m.Name)];
        factories.ShouldAllBe(name => Optimizers.Keys.Any(key => key.Split(' ', StringSplitOptions.None)[0] == name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fifty_steps_follow_PyTorch(string name)
    {
        float[] start = Golden.Floats("start");
        float[][] gradients = [.. Golden.GetProperty("gradients").EnumerateArray().Select(g => g.EnumerateArray().Select(v => (float)v.GetDouble()).ToArray())];
        int[] kept = [.. Golden.GetProperty("steps").EnumerateArray().Select(v => v.GetInt32())];
        JsonElement[] expected = [.. Golden.GetProperty("trajectories").GetProperty(name).EnumerateArray()];

        Optimizer optimizer = Optimizers[name];
        OptimizerState state = optimizer.CreateState(start.Length);
        var gradient = new ParameterBlock(start.Length);
        float[] parameters = [.. start];
        for (int step = 1, at = 0; step <= 50; step++)
        {
            // The sum of four rows' gradients, to be scaled to their mean.
            for (int i = 0; i < start.Length; i++)
                gradient.Span[i] = gradients[step - 1][i] * 4;
            state.BeginStep(optimizer.LearningRate);
            state.Update(ref parameters[0], ref gradient.Reference, 0, 5, 0.25f, optimizer.WeightDecay);
            state.Update(ref parameters[0], ref gradient.Reference, 5, start.Length - 5, 0.25f, optimizer.WeightDecay);
            if (step != kept[at])
                continue;
            double[] values = [.. expected[at++].EnumerateArray().Select(v => v.GetDouble())];
            for (int i = 0; i < values.Length; i++)
                ((double)parameters[i]).ShouldBe(values[i], 1e-5 * Math.Max(Math.Abs(values[i]), 0.1), $"{name}, step {step}, parameter {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_outside_the_range_is_touched(string name)
    {
        Optimizer optimizer = Optimizers[name];
        OptimizerState state = optimizer.CreateState(64);
        float[] parameters = new float[64], gradients = new float[64];
        Array.Fill(parameters, 0.5f);
        Array.Fill(gradients, 0.25f);
        state.BeginStep(optimizer.LearningRate);
        state.Update(ref parameters[0], ref gradients[0], 11, 19, 1, 0);
        for (int i = 0; i < 64; i++)
        {
            bool isInside = i is >= 11 and < 30;
            (parameters[i] != 0.5f).ShouldBe(isInside);
            gradients[i].ShouldBe(0.25f);
        }
    }

    [Fact]
    public void Settings_out_of_range_are_refused_and_named()
    {
        foreach (float rate in new[] { 0, -1, float.NaN, float.PositiveInfinity })
        {
            Should.Throw<ArgumentOutOfRangeException>(() => Optimizer.Sgd(rate)).ParamName.ShouldBe("learningRate");
            Should.Throw<ArgumentOutOfRangeException>(() => Optimizer.Adam(rate)).ParamName.ShouldBe("learningRate");
        }

        Should.Throw<ArgumentOutOfRangeException>(() => Optimizer.Sgd(0.1f, momentum: 1)).Message.ShouldContain("0 or more and less than 1, but is 1");
        Should.Throw<ArgumentException>(() => Optimizer.Sgd(0.1f, nesterov: true)).ParamName.ShouldBe("nesterov");
        Should.Throw<ArgumentOutOfRangeException>(() => Optimizer.Adam(beta2: 1)).ParamName.ShouldBe("beta2");
        Should.Throw<ArgumentOutOfRangeException>(() => Optimizer.AdamW(weightDecay: -1)).ParamName.ShouldBe("weightDecay");
        Should.Throw<ArgumentOutOfRangeException>(() => Optimizer.RmsProp(0.1f, epsilon: 0)).ParamName.ShouldBe("epsilon");
        Should.Throw<ArgumentOutOfRangeException>(() => Optimizer.Rprop(grow: 1)).ParamName.ShouldBe("grow");
        Should.Throw<ArgumentOutOfRangeException>(() => Optimizer.Rprop(largestStep: 1e-7f)).ParamName.ShouldBe("largestStep");
        Should.Throw<ArgumentOutOfRangeException>(() => Optimizer.Sgd(0.1f) with { LearningRate = 0 }).ParamName.ShouldBe("LearningRate");
    }
}
