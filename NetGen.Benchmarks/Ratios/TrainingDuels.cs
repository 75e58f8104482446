namespace NetGen.Benchmarks.Ratios;

/// <summary>Training against C.</summary>
internal static unsafe class TrainingDuels
{
    private const int Rows = 32;

    private delegate void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    public static IEnumerable<Duel> All(NativeBaseline? native)
    {
        var digits = new Net784x16x10(1);
        yield return Steps(native, digits, "784_16_10", (inputs, targets) => digits.TrainBatch(inputs, targets, 0.1f), "SGD");
        var deep = new Net784x128x64x10(1);
        yield return Steps(native, deep, "784_128_64_10", new TrainingStep(deep, Optimizer.Adam(1e-3f), Rows).Run, "Adam");
        yield return SingleSteps(native);
        yield return Logistic(native);
    }

    private static Duel Steps(NativeBaseline? native, ITrainableNetwork network, string name, Step step, string optimizerName)
    {
        Action<int> ours = count =>
        {
            for (int i = 0; i < count; i++)
                step(DuelData.Inputs.Span.Slice((i & 7) * Rows * 784, Rows * 784), DuelData.Targets.AsSpan((i & 7) * Rows * 10, Rows * 10));
        };
        string title = $"training {name.Replace('_', '-')}, batch {Rows}, {optimizerName}";
        if (native is null)
            return new Duel(title, Rows, ours, null, null);

        native.Load(network, name);
        var c = native.Training("train_" + name);
        Action<int> theirs = count =>
        {
            fixed (int* labels = DuelData.Labels)
            {
                for (int i = 0; i < count; i++)
                    c(DuelData.Pointer(DuelData.Inputs) + (i & 7) * Rows * 784, labels + (i & 7) * Rows);
            }
        };
        return new Duel(title, Rows, ours, theirs, () => DifferenceAfter(native, network, name, ours, theirs, 1));
    }

    private static Duel SingleSteps(NativeBaseline? native)
    {
        const string Name = "784_128_64_10", Title = "training 784-128-64-10, batch 1, SGD";
        var network = new Net784x128x64x10(1);
        Action<int> ours = count =>
        {
            for (int i = 0; i < count; i++)
                network.Train(DuelData.Inputs.Span.Slice((i & 255) * 784, 784), DuelData.Labels[i & 255], 0.01f);
        };
        if (native is null)
            return new Duel(Title, 1, ours, null, null);

        native.Load(network, Name);
        var c = native.Training("train1_" + Name);
        Action<int> theirs = count =>
        {
            fixed (int* labels = DuelData.Labels)
            {
                for (int i = 0; i < count; i++)
                    c(DuelData.Pointer(DuelData.Inputs) + (i & 255) * 784, labels + (i & 255));
            }
        };
        return new Duel(Title, 1, ours, theirs, () => DifferenceAfter(native, network, Name, ours, theirs, 4));
    }

    /// <summary>Logistic regression on 209 rows, full batch, by the trainer; a call of several iterations, as the trainer is set up anew in each.</summary>
    private static Duel Logistic(NativeBaseline? native)
    {
        const int Samples = 209, Iterations = 200;
        const string Title = "logistic regression 12288-1, 209 rows, an iteration";
        float[] inputs = GC.AllocateArray<float>(Samples * 12288, pinned: true), targets = GC.AllocateArray<float>(Samples, pinned: true);
        var random = new Random(1);
        foreach (ref float value in inputs.AsSpan())
            value = random.NextSingle();
        for (int i = 0; i < Samples; i++)
            targets[i] = random.NextSingle() > 0.65f ? 1 : 0;
        var network = new Net12288x1(1);
        var data = new Dataset(inputs, targets, 12288, 1);
        var options = new TrainingOptions
        {
            Epochs = Iterations, BatchSize = TrainingOptions.FullBatch, Shuffle = false, Optimizer = Optimizer.Sgd(0.005f), MaxDegreeOfParallelism = 1,
        };
        Action<int> ours = count =>
        {
            for (int i = 0; i < count; i++)
                new Trainer(network, options).Fit(data);
        };
        if (native is null)
            return new Duel(Title, Iterations, ours, null, null);

        native.Load(network, "12288_1");
        var c = native.Iterations("train_12288_1");
        Action<int> theirs = count =>
        {
            fixed (float* x = inputs, t = targets)
            {
                for (int i = 0; i < count; i++)
                    c(x, t, Iterations);
            }
        };
        return new Duel(Title, Iterations, ours, theirs, () => DifferenceAfter(native, network, "12288_1", ours, theirs, 1));
    }

    /// <summary>Trains both from the network's parameters and compares what they become.</summary>
    public static float DifferenceAfter(NativeBaseline native, INeuralNetwork network, string name, Action<int> ours, Action<int> theirs, int count)
    {
        native.Load(network, name);
        ours(count);
        theirs(count);
        return native.DifferenceFrom(network, name);
    }
}
