using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Views of tensors in any layout, and a trainer that knows tensors and nothing else.</summary>
public class TensorTests
{
    public static TheoryData<string> Optimizers => ["Sgd", "Adam", "AdamW", "NAdam", "RAdam", "Lion", "RmsProp", "Adagrad", "Rprop"];

    private static Optimizer Find(string name) => name switch
    {
        "Sgd" => Optimizer.Sgd(0.05f, momentum: 0.5f),
        "Adam" => Optimizer.Adam(0.01f),
        "AdamW" => Optimizer.AdamW(0.01f),
        "NAdam" => Optimizer.NAdam(0.01f),
        "RAdam" => Optimizer.RAdam(0.03f),
        "Lion" => Optimizer.Lion(0.01f),
        "RmsProp" => Optimizer.RmsProp(0.01f),
        "Adagrad" => Optimizer.Adagrad(0.1f),
        _ => Optimizer.Rprop(),
    };

    private static Dataset Data { get; } = Draw();

    private static Dataset Draw()
    {
        var random = new Random(3);
        float[] inputs = [.. Enumerable.Range(0, 6 * 64).Select(_ => 2 * random.NextSingle() - 1)], targets = new float[2 * 64];
        for (int row = 0; row < 64; row++)
        {
            targets[2 * row] = inputs[6 * row] - 0.5f * inputs[6 * row + 3] + 0.3f;
            targets[2 * row + 1] = 0.5f * inputs[6 * row + 5] - 0.2f;
        }

        return new Dataset(inputs, targets, 6, 2);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Odd_tensors_train_with_every_optimizer(string optimizer)
    {
        var network = new OddNetwork();
        var options = new TrainingOptions { Epochs = 120, BatchSize = 8, Optimizer = Find(optimizer), MaxDegreeOfParallelism = 2 };
        TrainingResult result = new Trainer(network, options).Fit(Data);
        result.Loss.ShouldBeLessThan(0.05f);
        network.Parameters[16..].ToArray().ShouldBe([0.25f, 0.25f], "what is not trained");
        network.ParametersAndStatistics[18..].ToArray().ShouldBe([0.125f, 0.125f], "statistics");
        new LayerView(network.Layers[2], network.Parameters)["weight"][0].ShouldNotBe(1);
    }

    [Fact]
    public void Matrices_decay_and_vectors_and_scales_do_not()
    {
        var data = new Dataset(new float[6], new float[2], 6, 2);
        var network = new OddNetwork();
        new LayerView(network.Layers[2], network.ParametersAndStatistics)["running_mean"].Fill(0);
        new LayerView(network.Layers[2], network.Parameters)["fixed"].Fill(0);
        float[] before = network.Parameters.ToArray();
        new Trainer(network, new TrainingOptions { Epochs = 1, Optimizer = Optimizer.Sgd(0.1f, weightDecay: 0.5f), L2 = 0.25f }).Fit(data);
        for (int i = 0; i < 12; i++)
            network.Parameters[i].ShouldBe(before[i] * (1 - 0.1f * 0.5f - 0.1f * 2 * 0.25f), 1e-6f);
        network.Parameters[12..].ToArray().ShouldBe(before[12..]);
    }

    [Fact]
    public void Norms_are_those_of_the_first_axis()
    {
        var network = new OddNetwork();
        var kernel = new LayerView(network.Layers[1], network.Parameters)["kernel"];
        kernel.CopyFrom([3, 0, 4, 0, 0, 0, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f]);
        new Trainer(network, new TrainingOptions { Epochs = 1, Optimizer = Optimizer.Sgd(1e-7f) }).Fit(Data);
        kernel.ToArray()[..6].ShouldBe([0.9f, 0, 1.2f, 0, 0, 0], 1e-4);
        kernel.ToArray()[6..].ShouldBe(Enumerable.Repeat(0.1f, 6), 1e-4);
    }

    [Fact]
    public void Checkpoints_hold_every_tensor()
    {
        var options = new TrainingOptions { Epochs = 6, BatchSize = 8, Optimizer = Optimizer.Adam(0.01f) };
        var whole = new OddNetwork();
        new Trainer(whole, options).Fit(Data);
        using var checkpoint = new MemoryStream();
        new Trainer(new OddNetwork(), options with
        {
            OnEpoch = state =>
            {
                if (state.Progress.Epoch == 3)
                {
                    state.WriteCheckpoint(checkpoint);
                    state.Stop();
                }
            },
        }).Fit(Data);
        checkpoint.Position = 0;
        var resumed = new OddNetwork(9);
        new Trainer(resumed, options).Resume(checkpoint, Data);
        resumed.Parameters.ToArray().ShouldBe(whole.Parameters.ToArray());
    }

    [Fact]
    public void Gradients_are_checked_and_named_by_tensor()
    {
        var network = new OddNetwork();
        GradientCheckResult result = GradientCheck.Run(network, Data.Input(0), Data.Target(0));
        result.IsRight.ShouldBeTrue(result.ToString());
        result.Parameter.ShouldMatch(@"^(kernel \[[01], [0-5]\]|(shift|weight) \[[01]\])$");
    }

    [Fact]
    public void A_failure_names_the_layer_without_matrices()
    {
        var network = new OddNetwork();
        new LayerView(network.Layers[2], network.Parameters)["shift"][1] = float.NaN;
        new Trainer(network, new TrainingOptions { Epochs = 1 }).Fit(Data).Failure!.Layer.ShouldBe("Gain1");
    }

    [Fact]
    public void Views_count_in_logical_order_whatever_the_layout()
    {
        foreach ((int[] shape, int[] extents, int[] strides) in new (int[], int[], int[])[]
        {
            ([2, 6], [2, 3, 2], [1, 2, 6]), ([3, 40], [3, 40], [1, 3]), ([40, 3], [40, 3], [1, 40]), ([5, 8, 3, 3], [5, 8, 3, 3], [1, 5, 40, 120]),
            ([7, 20], [7, 4, 5], [20, 1, 4]), ([6], [2, 3], [1, 2]), ([6, 4], [2, 3, 4], [12, 1, 3]), ([1, 5], [1, 5], [1, 1]), ([5, 1], [5, 1], [1, 5]),
            ([17, 33], [17, 33], [33, 1]), ([3, 4, 5], [3, 4, 5], [1, 15, 3]),
        })
        {
            var info = new TensorInfo { Name = "weight", Shape = [.. shape], Extents = [.. extents], Strides = [.. strides], Offset = 3 };
            float[] block = new float[info.Length + 5], values = [.. Enumerable.Range(1, info.Length).Select(i => (float)i)];
            var view = new TensorView(info, block);
            view.CopyFrom(values);
            view.ToArray().ShouldBe(values);
            block[3..^2].Order().ToArray().ShouldBe(values, "every element has a place of its own");
            (block[2], block[^2]).ShouldBe((0, 0));
            for (int i = 0; i < info.Length; i++)
            {
                int[] index = new int[shape.Length];
                for (int axis = shape.Length - 1, rest = i; axis >= 0; rest /= shape[axis--])
                    index[axis] = rest % shape[axis];
                float element = index switch
                {
                    [int a] => view[a],
                    [int a, int b] => view[a, b],
                    [int a, int b, int c] => view[a, b, c],
                    [int a, int b, int c, int d] => view[a, b, c, d],
                    _ => float.NaN,
                };
                element.ShouldBe(values[i], $"{info} at {string.Join(", ", index)}");
            }

            // Whole rows at a time, as files are read.
            int rowLength = info.Length / shape[0];
            block.AsSpan().Clear();
            float[] copy = new float[values.Length];
            for (int row = 0, step = 1; row < shape[0]; row += step, step = Math.Min(step + 1, Math.Max(shape[0] - row, 1)))
            {
                view.CopyFrom(values.AsSpan(row * rowLength, step * rowLength), row);
                view.CopyTo(copy.AsSpan(row * rowLength, step * rowLength), row);
            }

            copy.ShouldBe(values);
            view.ToArray().ShouldBe(values);
        }
    }

    [Fact]
    public void A_layout_that_cannot_be_is_refused()
    {
        static TensorInfo Of(int[] shape, int[]? extents, int[]? strides)
        {
            var info = new TensorInfo { Name = "w", Shape = [.. shape] };
            info = extents is null ? info : info with { Extents = [.. extents] };
            return strides is null ? info : info with { Strides = [.. strides] };
        }

        foreach (TensorInfo info in new[]
        {
            Of([2, 3], null, [3, 2]), Of([2, 3], null, [1, 1]), Of([2, 3], null, [1]), Of([2, 6], [2, 4, 2], null), Of([2, 6], [6, 2], null), Of([70_000, 70_000], null, null), Of([-1], null, null),
        })
            Should.Throw<ArgumentException>(() => info.Length).Message.ShouldContain("Tensor 'w'");
        Should.Throw<ArgumentException>(() => new TensorView(Of([2, 3], null, null), new float[5]).Length).Message.ShouldContain("at least 6 floats, but the block has 5");
        (Of([2, 3], null, [1, 2]) == Of([2, 3], null, [1, 2])).ShouldBeTrue();
        (Of([2, 3], null, [1, 2]) == Of([2, 3], null, null)).ShouldBeFalse();
        Of([2, 3], null, null).ToString().ShouldBe("w [2, 3]");
    }

    [Fact]
    public void Indices_are_checked_by_axis()
    {
        var view = new TensorView(new TensorInfo { Name = "w", Shape = [2, 3] }, new float[6]);
        try
        {
            view[1, 3] = 1;
            Assert.Fail("no error");
        }
        catch (ArgumentOutOfRangeException error)
        {
            error.ParamName.ShouldBe("j");
            error.Message.ShouldContain("from 0 to 2 into axis 1 of the tensor 'w [2, 3]', but got [1, 3]");
        }

        Should.Throw<ArgumentOutOfRangeException>(() => new TensorView(new TensorInfo { Name = "w", Shape = [2, 3] }, new float[6])[1]).Message.ShouldContain("2 indices");
    }

    [Fact]
    public void A_layer_in_front_changes_no_draw_of_the_layers_behind()
    {
        var plain = new PlainDraws(5);
        var grown = new GrownDraws(5);
        grown.Hidden.Weights.ToArray().ShouldBe(plain.Hidden.Weights.ToArray());
        grown.Dense1.Weights.ToArray().ShouldBe(plain.Dense1.Weights.ToArray());
        grown.Front.Weights.ToArray().ShouldNotBe(plain.Hidden.Weights.ToArray());
    }
}

[NeuralNetwork(3)]
[Dense(3, Activation.Relu, Name = "Hidden")]
[Dense(2)]
internal sealed partial class PlainDraws;

[NeuralNetwork(3, Loss = Loss.MeanSquaredError)]
[Dense(3, Activation.Relu, Name = "Front")]
[Dropout(0.1f)]
[Dense(3, Activation.Relu, Name = "Hidden")]
[Dense(2)]
internal sealed partial class GrownDraws;
