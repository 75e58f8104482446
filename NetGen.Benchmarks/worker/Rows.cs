using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Worker;

/// <summary>The rows of the table in docs/benchmarks.md, on members that every checkout has.</summary>
internal static class Rows
{
    private const int BatchRows = 256, SmallBatch = 32;

    private static readonly float[] XorInputs = [0, 0, 0, 1, 1, 0, 1, 1], XorTargets = [0, 1, 1, 0];
    private static readonly float[] BiasedInputs = [0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1];

    private static readonly Memory<float> Inputs = Aligned(BatchRows * 784), Outputs = Aligned(BatchRows * 10), Targets = Aligned(BatchRows * 10);

    public static IEnumerable<Work> All()
    {
        Fill();
        return [.. Forward(), .. Training(), .. Tiny()];
    }

    private static IEnumerable<Work> Forward()
    {
        var xor = new Net2x3x1(1);
        yield return new Work("forward 2-3-1", 1, count =>
        {
            Span<float> x = Inputs.Span, y = Outputs.Span[..1];
            for (int i = 0; i < count; i++)
                xor.Forward(x.Slice((i & 7) * 2, 2), y);
        });
        var fed = new Net2x3x1(1);
        yield return new Work("forward 2-3-1, each call fed the last output", 1, count =>
        {
            Span<float> x = Inputs.Span[..2];
            for (int i = 0; i < count; i++)
                fed.Forward(x, x[..1]);
        });
        var small = new Net64x32x10(1);
        yield return new Work("forward 64-32-10", 1, count =>
        {
            Span<float> x = Inputs.Span, y = Outputs.Span[..10];
            for (int i = 0; i < count; i++)
                small.Forward(x.Slice((i & 7) * 64, 64), y);
        });
        var digits = new Net784x16x10(1);
        yield return new Work("forward 784-16-10", 1, count =>
        {
            Span<float> x = Inputs.Span, y = Outputs.Span[..10];
            for (int i = 0; i < count; i++)
                digits.Forward(x.Slice((i & 7) * 784, 784), y);
        });
        var large = new Net784x128x64x10(1);
        yield return new Work("forward 784-128-64-10", 1, count =>
        {
            Span<float> x = Inputs.Span, y = Outputs.Span[..10];
            for (int i = 0; i < count; i++)
                large.Forward(x.Slice((i & 7) * 784, 784), y);
        });
        var cat = new Net12288x7x1(1);
        yield return new Work("forward 12288-7-1", 1, count =>
        {
            Span<float> x = Inputs.Span[..12288], y = Outputs.Span[..1];
            for (int i = 0; i < count; i++)
                cat.Forward(x, y);
        });
        yield return Batch("64-32-10", small);
        yield return Batch("784-16-10", digits);
        yield return Batch("784-128-64-10", large);
    }

    private static Work Batch(string name, INeuralNetwork network)
    {
        float[] workspace = new float[network.WorkspaceLength];
        return new Work($"forward {name}, batch {BatchRows}", BatchRows, count =>
        {
            for (int i = 0; i < count; i++)
                network.ForwardBatch(Inputs.Span[..(BatchRows * network.InputSize)], Outputs.Span, workspace);
        });
    }

    private static IEnumerable<Work> Training()
    {
        var digits = new Net784x16x10(1);
        yield return new Work("training 784-16-10, batch 32, SGD", SmallBatch, count =>
        {
            for (int i = 0; i < count; i++)
                digits.TrainBatch(Inputs.Span[..(SmallBatch * 784)], Targets.Span[..(SmallBatch * 10)], 1e-4f);
        });
        ITrainableNetwork gradients = new Net784x128x64x10(1);
        Memory<float> sums = Aligned(gradients.ParameterCount);
        float[] workspace = new float[gradients.WorkspaceLength];
        yield return new Work("gradients 784-128-64-10, batch 32", SmallBatch, count =>
        {
            for (int i = 0; i < count; i++)
                gradients.BackwardBatch(Inputs.Span[..(SmallBatch * 784)], Targets.Span[..(SmallBatch * 10)], sums.Span, new TrainingContext { OverwritesGradients = true }, workspace);
        });
        const int Epochs = 4;
        var large = new Net784x128x64x10(1);
        var data = new Dataset(Inputs.ToArray(), Targets.ToArray(), 784, 10);
        var options = new TrainingOptions { Epochs = Epochs, BatchSize = SmallBatch, Shuffle = false, Optimizer = Optimizer.Adam(1e-6f), MaxDegreeOfParallelism = 1 };
        yield return new Work("training 784-128-64-10, batch 32, Adam, by the trainer", Epochs * BatchRows, count =>
        {
            for (int i = 0; i < count; i++)
                new Trainer(large, options).Fit(data);
        });
        var stepped = new Net784x128x64x10(1);
        yield return new Work("training 784-128-64-10, batch 1, SGD", 1, count =>
        {
            for (int i = 0; i < count; i++)
                stepped.Train(Inputs.Span.Slice((i & 255) * 784, 784), Targets.Span.Slice((i & 255) * 10, 10), 1e-6f);
        });
        const int Samples = 209, Iterations = 50;
        float[] pictures = [.. Enumerable.Range(0, Samples * 12288).Select(static i => i * 7 % 97 / 97f)], cats = [.. Enumerable.Range(0, Samples).Select(static i => i % 3 == 0 ? 1f : 0f)];
        var logistic = new Net12288x1(1);
        var catData = new Dataset(pictures, cats, 12288, 1);
        var catOptions = new TrainingOptions { Epochs = Iterations, BatchSize = TrainingOptions.FullBatch, Shuffle = false, Optimizer = Optimizer.Sgd(1e-6f), MaxDegreeOfParallelism = 1 };
        yield return new Work("logistic regression 12288-1, 209 rows, an iteration", Iterations, count =>
        {
            for (int i = 0; i < count; i++)
                new Trainer(logistic, catOptions).Fit(catData);
        });
    }

    private static IEnumerable<Work> Tiny()
    {
        var xor = new Net2x3x1(1);
        yield return new Work("training 2-3-1, one step a call", 1, count =>
        {
            ReadOnlySpan<float> x = XorInputs, t = XorTargets;
            for (int i = 0; i < count; i++)
                xor.Train(x.Slice((i & 3) * 2, 2), t.Slice(i & 3, 1), 0.3f);
        });
        yield return new Work("training 2-3-1, XOR as a whole, a step", 4, count =>
        {
            ReadOnlySpan<float> x = XorInputs, t = XorTargets;
            for (int i = 0; i < count; i++)
            {
                xor.Train(x[..2], t[..1], 0.3f);
                xor.Train(x[2..4], t[1..2], 0.3f);
                xor.Train(x[4..6], t[2..3], 0.3f);
                xor.Train(x[6..], t[3..], 0.3f);
            }
        });
        const int Iterations = 1500;
        var scratch = new Net3x4x1(1);
        yield return new Work("training 3-4-1, full batch by hand, an iteration", Iterations, count =>
        {
            for (int i = 0; i < count * Iterations; i++)
                scratch.TrainBatch(BiasedInputs, XorTargets, 0.1f);
        });
        var fitted = new Net3x4x1(1);
        var data = new Dataset(BiasedInputs, XorTargets, 3, 1);
        var options = new TrainingOptions { Epochs = Iterations, BatchSize = TrainingOptions.FullBatch, Shuffle = false, Optimizer = Optimizer.Sgd(0.1f), MaxDegreeOfParallelism = 1 };
        yield return new Work("training 3-4-1, full batch by the trainer, an iteration", Iterations, count =>
        {
            for (int i = 0; i < count; i++)
                new Trainer(fitted, options).Fit(data);
        });
    }

    private static void Fill()
    {
        Span<float> inputs = Inputs.Span, targets = Targets.Span;
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = i * 7 % 97 / 97f;
        for (int row = 0; row < BatchRows; row++)
            targets[row * 10 + row % 10] = 1;
    }

    /// <summary>Floats that start on a 64-byte line.</summary>
    private static unsafe Memory<float> Aligned(int length)
    {
        float[] array = GC.AllocateArray<float>(length + 16, pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        return array.AsMemory((int)((64 - (address & 63)) % 64 / sizeof(float)), length);
    }
}
