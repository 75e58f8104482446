using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>One step of the optimizer in a loop of the user's own.</summary>
public class SingleStepTests
{
    private static readonly Dataset Data = TrainerTests.Line(24);

    private static readonly TrainingOptions Rich = new()
    {
        Epochs = 3, BatchSize = 8, Shuffle = false, Optimizer = Optimizer.AdamW(0.02f), L1 = 0.001f, L2 = 0.01f, ClipNorm = 0.3f, ClipValue = 0.2f, MaxNorm = 0.6f,
        InputNoise = 0.1f, Schedule = (Schedule.Exponential(0.9f) with { Unit = ScheduleUnit.Step }).WithWarmup(4), Seed = 5,
    };

    private static (float[] Inputs, float[] Targets) Rows(int first, int count) =>
        ([.. Enumerable.Range(first, count).SelectMany(row => Data.Input(row).ToArray())], [.. Enumerable.Range(first, count).SelectMany(row => Data.Target(row).ToArray())]);

    [Fact]
    public void Steps_of_ones_own_are_those_of_Fit()
    {
        LinearNetwork fitted = new(3, 2), stepped = new(3, 2);
        TrainingResult result = new Trainer(fitted, Rich).Fit(Data);
        var trainer = new Trainer(stepped, Rich);
        double loss = 0;
        for (int epoch = 0; epoch < 3; epoch++)
        {
            loss = 0;
            for (int batch = 0; batch < 3; batch++)
            {
                (float[] inputs, float[] targets) = Rows(batch * 8, 8);
                loss += trainer.Step(inputs, targets);
            }
        }

        Bits.Same(fitted.Parameters, stepped.Parameters);
        ((float)(loss / 3)).ShouldBe(result.Loss, 1e-6f);
        (trainer.Steps, trainer.Epochs).ShouldBe((9L, 0));
    }

    [Fact]
    public void Steps_and_Fit_go_on_from_each_other()
    {
        LinearNetwork fitted = new(3, 2), mixed = new(3, 2);
        new Trainer(fitted, Rich with { Epochs = 4 }).Fit(Data);
        var trainer = new Trainer(mixed, Rich with { Epochs = 1 });
        trainer.Fit(Data);
        for (int batch = 0; batch < 3; batch++)
        {
            (float[] inputs, float[] targets) = Rows(batch * 8, 8);
            trainer.Step(inputs, targets);
        }

        trainer.Fit(Data);
        trainer.Fit(Data).Steps.ShouldBe(12);
        Bits.Same(fitted.Parameters, mixed.Parameters);
    }

    [Fact]
    public void Random_layers_draw_anew_in_every_step()
    {
        // A dropped unit learns nothing: after one step some weights of the second layer stand still, after many none does.
        var network = new DropoutClassifier(1);
        float[] start = network.Parameters.ToArray(), target = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0];
        // A unit that is off for an input is on for its opposite.
        float[] input = [.. Enumerable.Range(1, 42).Select(i => i <= 21 ? i / 21f : 1 - i / 21f)];
        var trainer = new Trainer(network, new TrainingOptions { Optimizer = Optimizer.Sgd(0.05f) });
        int StandStill() => Enumerable.Range(0, start.Length).Count(i => network.Parameters[i] == start[i]);
        trainer.Step(input, target);
        int first = StandStill();
        for (int i = 0; i < 60; i++)
            trainer.Step(input, target);
        StandStill().ShouldBeLessThan(first / 2);
    }

    [Fact]
    public void Weights_multiply_rows_as_they_do_in_Fit()
    {
        float[] weights = [.. Enumerable.Range(0, 24).Select(i => i % 3 * 0.5f)];
        LinearNetwork fitted = new(3, 2), stepped = new(3, 2);
        new Trainer(fitted, Rich with { Epochs = 1, BatchSize = 24 }).Fit(Data.WithWeights(weights));
        (float[] inputs, float[] targets) = Rows(0, 24);
        new Trainer(stepped, Rich).Step(inputs, targets, weights);
        Bits.Same(fitted.Parameters, stepped.Parameters);
    }

    [Fact]
    public void The_loss_is_the_weighted_mean_it_steps_on()
    {
        var network = new LinearNetwork(1, 1);
        network.Parameters.Clear();
        // Losses of 1, 4 and 9.
        var trainer = new Trainer(network, new TrainingOptions { Optimizer = Optimizer.Sgd(1e-9f) });
        trainer.Step([0, 0, 0], [1, 2, 3]).ShouldBe(14 / 3f, 1e-6f);
        trainer.Step([0, 0, 0], [1, 2, 3], [1, 0, 2]).ShouldBe(19 / 3f, 1e-6f);
    }

    [Fact]
    public void Apply_takes_the_step_of_the_gradients_given()
    {
        LinearNetwork stepped = new(3, 2), applied = new(3, 2);
        TrainingOptions options = Rich with { InputNoise = 0 };
        Trainer one = new(stepped, options), other = new(applied, options);
        float[] workspace = new float[applied.WorkspaceLength];
        for (int step = 0; step < 5; step++)
        {
            (float[] inputs, float[] targets) = Rows(step, 4);
            one.Step(inputs, targets);
            float[] gradients = new float[applied.ParameterCount];
            applied.BackwardBatch(inputs, targets, gradients, default, workspace);
            for (int i = 0; i < gradients.Length; i++)
                gradients[i] *= 1f / 4;
            float[] before = [.. gradients];
            other.Apply(gradients).ShouldBeTrue();
            gradients.ShouldBe(before);
        }

        for (int i = 0; i < stepped.ParameterCount; i++)
            applied.Parameters[i].ShouldBe(stepped.Parameters[i], 1e-6f);
        other.Steps.ShouldBe(5);
    }

    [Fact]
    public void Gradients_are_taken_as_they_are()
    {
        var network = new LinearNetwork(1, 1);
        network.Parameters[0] = 2;
        network.Parameters[1] = 3;
        new Trainer(network, new TrainingOptions { Optimizer = Optimizer.Sgd(0.5f), AccumulationSteps = 4 }).Apply([1, -2]);
        network.Parameters.ToArray().ShouldBe([1.5f, 4]);
    }

    [Fact]
    public void A_step_that_is_not_finite_is_left_out()
    {
        var network = new LinearNetwork(1, 1);
        network.Parameters.Clear();
        foreach (NonFiniteAction action in Enum.GetValues<NonFiniteAction>())
        {
            var trainer = new Trainer(network, new TrainingOptions { NonFinite = action });
            // The loss overflows; the gradient does and the loss does not.
            float.IsFinite(trainer.Step([1], [3e38f])).ShouldBeFalse();
            float.IsFinite(trainer.Step([3e38f], [1e3f])).ShouldBeFalse();
            trainer.Apply([1, float.NaN]).ShouldBeFalse();
            trainer.Apply([float.NegativeInfinity, 1]).ShouldBeFalse();
            network.Parameters.ToArray().ShouldBe([0, 0]);
            (trainer.Steps, trainer.SkippedSteps).ShouldBe((4L, 4L));
            trainer.Step([1], [1]).ShouldBe(1);
            // Adam's first step is one of the learning rate: nothing of what was left out is in its memory.
            network.Parameters.ToArray().ShouldBe([1e-3f, 1e-3f], 1e-6);
            network.Parameters.Clear();
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var trainer = new Trainer(new LinearNetwork(3, 2));
        void Refused(string name, string message, Action act)
        {
            var error = Should.Throw<ArgumentException>(act);
            error.Message.ShouldContain(message);
            error.ParamName.ShouldBe(name);
        }

        Refused("inputs", "rows of 3 inputs, 1 or more, but got 0", () => trainer.Step([], []));
        Refused("inputs", "but got 4", () => trainer.Step(new float[4], new float[2]));
        Refused("targets", "Expected 2 rows of 2 targets, 4 in all, but got 2", () => trainer.Step(new float[6], new float[2]));
        Refused("weights", "Expected 2 weights", () => trainer.Step(new float[6], new float[4], [1]));
        Refused("gradients", "Expected 8 gradients, one a parameter, but got 7", () => trainer.Apply(new float[7]));
        Refused("options", "ClassWeights must have 2", () => new Trainer(new LinearNetwork(3, 2), new TrainingOptions { ClassWeights = [1] }).Step(new float[3], new float[2]));
        trainer.Steps.ShouldBe(0);
    }

    [Fact]
    public void Schedules_that_need_more_than_steps_say_so()
    {
        void Refused(Schedule schedule, string message)
        {
            var trainer = new Trainer(new LinearNetwork(3, 2), new TrainingOptions { Schedule = schedule });
            Should.Throw<ArgumentException>(() => trainer.Step(new float[3], new float[2])).Message.ShouldContain(message);
            Should.Throw<ArgumentException>(() => trainer.Apply(new float[8])).Message.ShouldContain(message);
        }

        Refused(Schedule.Cosine(), "spans the training");
        Refused(Schedule.Cosine().WithWarmup(3), "spans the training");
        Refused(Schedule.Step(2), "counts epochs");
        Refused(Schedule.Exponential(0.5f).WithWarmup(2), "counts epochs");
        Refused(Schedule.ReduceOnPlateau(), "plateau");
        Should.Throw<ArgumentException>(() => new Trainer(new LinearNetwork(3, 2), new TrainingOptions
        {
            Optimizer = Optimizer.Rprop(), Schedule = Schedule.Constant.WithWarmup(2),
        }).Step(new float[3], new float[2])).Message.ShouldContain("Rprop");

        float[] Rates(Schedule schedule)
        {
            // The difference that a gradient of −1 makes is the rate.
            var network = new LinearNetwork(1, 1);
            network.Parameters.Clear();
            var trainer = new Trainer(network, new TrainingOptions { Epochs = 2, StepsPerEpoch = 3, Schedule = schedule, Optimizer = Optimizer.Sgd(1) });
            float[] rates = new float[7];
            float last = 0;
            for (int i = 0; i < rates.Length; i++)
            {
                trainer.Apply([-1, 0]);
                (rates[i], last) = (network.Parameters[0] - last, network.Parameters[0]);
            }

            return rates;
        }

        Rates(Schedule.Polynomial()).ShouldBe([1, 5 / 6f, 4 / 6f, 3 / 6f, 2 / 6f, 1 / 6f, 0], 1e-6);
        Rates(Schedule.Step(1, 0.5f)).ShouldBe([1, 1, 1, 0.5f, 0.5f, 0.5f, 0.25f], 1e-6);
        Rates(Schedule.Polynomial().WithWarmup(2)).ShouldBe([0.5f, 1, 1, 0.75f, 0.5f, 0.25f, 0], 1e-6);
    }

    [Theory]
    [InlineData("Adam")]
    [InlineData("Sgd")]
    [InlineData("NAdam")]
    public void From_the_first_call_on_nothing_is_allocated(string optimizer)
    {
        (float[] inputs, float[] targets) = Rows(0, 24);
        float[] weights = new float[24], gradients = new float[8];
        TrainingOptions options = Rich with
        {
            BatchSize = 24, Optimizer = optimizer switch { "Adam" => Optimizer.Adam(), "NAdam" => Optimizer.NAdam(), _ => Optimizer.Sgd(0.1f) },
        };
        Allocations.Least(() =>
        {
            var trainer = new Trainer(new LinearNetwork(3, 2), options);
            long before = GC.GetAllocatedBytesForCurrentThread();
            trainer.Step(inputs, targets);
            trainer.Step(inputs.AsSpan(0, 9), targets.AsSpan(0, 6), weights.AsSpan(0, 3));
            trainer.Apply(gradients);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }).ShouldBe(0);
    }

    [Fact]
    public void A_larger_batch_than_any_before_allocates_once_and_gives_the_same_bits()
    {
        (float[] inputs, float[] targets) = Rows(0, 24);
        static LayerInfo Heavy(LayerInfo layer) => layer with { MultiplyAdds = 1_000_000 };
        LinearNetwork small = new(3, 2), large = new(3, 2), heavy = new(3, 2, change: Heavy);
        var options = new TrainingOptions { Optimizer = Optimizer.Adam(0.01f) };
        Trainer grows = new(small, options with { BatchSize = 1 }), ready = new(large, options with { BatchSize = 24 });
        var threads = new Trainer(heavy, options with { BatchSize = 1, MaxDegreeOfParallelism = 3 });
        foreach (int rows in new[] { 1, 5, 24, 24, 2, 17 })
        {
            float loss = ready.Step(inputs.AsSpan(0, rows * 3), targets.AsSpan(0, rows * 2));
            grows.Step(inputs.AsSpan(0, rows * 3), targets.AsSpan(0, rows * 2)).ShouldBe(loss);
            threads.Step(inputs.AsSpan(0, rows * 3), targets.AsSpan(0, rows * 2)).ShouldBe(loss);
        }

        Bits.Same(large.Parameters, small.Parameters);
        Bits.Same(large.Parameters, heavy.Parameters);
        Allocations.Least(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            grows.Step(inputs, targets);
            threads.Step(inputs, targets);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }).ShouldBe(0);
    }
}
