namespace NetGen.Benchmarks.Ratios;

/// <summary>Training of the tiny networks against C.</summary>
internal static unsafe class TinyDuels
{
    private static readonly float[] XorInputs = [0, 0, 0, 1, 1, 0, 1, 1], XorTargets = [0, 1, 1, 0];
    private static readonly float[] BiasedInputs = [0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1];

    public static IEnumerable<Duel> All(NativeBaseline? native)
    {
        yield return XorSteps(native);
        yield return Xor(native);
        yield return FromScratch(native, "training 3-4-1, full batch by hand, an iteration", Loop);
        yield return FromScratch(native, "training 3-4-1, full batch by the trainer, an iteration", Fit);
    }

    private static Duel XorSteps(NativeBaseline? native)
    {
        const string Title = "training 2-3-1, one step a call";
        var network = new Net2x3x1(1);
        Action<int> ours = count =>
        {
            ReadOnlySpan<float> x = XorInputs, t = XorTargets;
            for (int i = 0; i < count; i++)
                network.Train(x.Slice((i & 3) * 2, 2), t.Slice(i & 3, 1), 0.3f);
        };
        if (native is null)
            return new Duel(Title, 1, ours, null, null);

        native.Load(network, "2_3_1");
        var c = native.Step("train_2_3_1");
        Action<int> theirs = count =>
        {
            fixed (float* x = XorInputs)
            {
                for (int i = 0; i < count; i++)
                    c(x + (i & 3) * 2, XorTargets[i & 3]);
            }
        };
        return new Duel(Title, 1, ours, theirs, () => TrainingDuels.DifferenceAfter(native, network, "2_3_1", ours, theirs, 8));
    }

    /// <summary>The whole training of XOR, 20,000 rounds of four steps, from the same weights each time.</summary>
    private static Duel Xor(NativeBaseline? native)
    {
        const int Rounds = 20_000;
        const string Title = "training 2-3-1, XOR as a whole, a step";
        var network = new Net2x3x1(1);
        float[] initial = network.Parameters.ToArray();
        void Learn(int rounds)
        {
            ReadOnlySpan<float> x = XorInputs, t = XorTargets;
            for (int i = 0; i < rounds; i++)
            {
                network.Train(x[..2], t[..1], 0.3f);
                network.Train(x[2..4], t[1..2], 0.3f);
                network.Train(x[4..6], t[2..3], 0.3f);
                network.Train(x[6..], t[3..], 0.3f);
            }
        }

        Action<int> ours = count =>
        {
            for (int i = 0; i < count; i++)
            {
                initial.CopyTo(network.Parameters);
                Learn(Rounds);
            }
        };
        if (native is null)
            return new Duel(Title, 4 * Rounds, ours, null, null);

        var fresh = new Net2x3x1(1);
        var c = native.Rounds("train_xor");
        Action<int> theirs = count =>
        {
            for (int i = 0; i < count; i++)
            {
                native.Load(fresh, "2_3_1");
                c(Rounds);
            }
        };
        return new Duel(Title, 4 * Rounds, ours, theirs, () =>
        {
            native.Load(network, "2_3_1");
            Learn(100);
            c(100);
            return native.DifferenceFrom(network, "2_3_1");
        });
    }

    /// <summary>3-4-1 without biases on four rows, 1,500 iterations at learning rate 1, from the same weights each time.</summary>
    private static Duel FromScratch(NativeBaseline? native, string title, Action<Net3x4x1, int> learn)
    {
        const int Iterations = 1500;
        var network = new Net3x4x1(1);
        float[] initial = network.Parameters.ToArray();
        Action<int> ours = count =>
        {
            for (int i = 0; i < count; i++)
            {
                initial.CopyTo(network.Parameters);
                learn(network, Iterations);
            }
        };
        if (native is null)
            return new Duel(title, Iterations, ours, null, null);

        var fresh = new Net3x4x1(1);
        var c = native.Rounds("train_3_4_1");
        Action<int> theirs = count =>
        {
            for (int i = 0; i < count; i++)
            {
                native.Load(fresh, "3_4_1");
                c(Iterations);
            }
        };
        return new Duel(title, Iterations, ours, theirs, () =>
        {
            native.Load(network, "3_4_1");
            learn(network, 50);
            c(50);
            return native.DifferenceFrom(network, "3_4_1");
        });
    }

    // Steps are on the mean over the batch: 4 times the learning rate of the sum.
    private static void Loop(Net3x4x1 network, int iterations)
    {
        for (int i = 0; i < iterations; i++)
            network.TrainBatch(BiasedInputs, XorTargets, 4);
    }

    private static void Fit(Net3x4x1 network, int iterations) => new Trainer(network, new TrainingOptions
    {
        Epochs = iterations, BatchSize = TrainingOptions.FullBatch, Shuffle = false, Optimizer = Optimizer.Sgd(4), MaxDegreeOfParallelism = 1,
    }).Fit(new Dataset(BiasedInputs, XorTargets, 3, 1));
}
