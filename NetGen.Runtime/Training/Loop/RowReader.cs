using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Runtime.Randomness;

namespace NetGen.Runtime.Training;

/// <summary>Brings the rows of a block together for one thread: straight from where they lie, or gathered, with noise and smoothing applied.</summary>
internal sealed class RowReader
{
    // The rows of a shuffled batch lie anywhere: each would be waited for if it were not asked for ahead. Of long rows the hardware fetches the rest itself.
    private const int RowsAhead = 2, MostFetched = 2048, FloatsOnALine = 16;

    private readonly int _inputSize, _outputSize;
    private readonly ParameterBlock _inputs, _targets, _weights;

    public RowReader(INeuralNetwork network, int rows)
    {
        (_inputSize, _outputSize) = (network.InputSize, network.OutputSize);
        _inputs = new ParameterBlock(Require.Floats(rows, _inputSize, "inputs"));
        _targets = new ParameterBlock(Require.Floats(rows, _outputSize, "targets"));
        _weights = new ParameterBlock(rows);
    }

    /// <summary>The inputs of some rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<float> Inputs(BatchSource source, int first, int count)
    {
        ReadOnlySpan<float> direct = source.Inputs(first, count);
        return direct.IsEmpty ? GatherInputs(source, first, count) : direct;
    }

    /// <summary>The inputs of some rows with noise of a normal distribution added, keyed by seed, step, row and unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<float> NoisyInputs(BatchSource source, int first, int count, float deviation, ulong seed, ulong step, int batchRow)
    {
        Span<float> inputs = GatherInputs(source, first, count);
        ulong key = SplitMix64.Combine(SplitMix64.Combine(seed, Permutation.NoiseStream), step);
        for (int row = 0; row < count; row++)
        {
            ulong rowKey = SplitMix64.Combine(key, (ulong)(batchRow + row));
            Span<float> input = inputs.Slice(row * _inputSize, _inputSize);
            for (int i = 0; i < input.Length; i++)
                input[i] += deviation * NormalDistribution.FromBits(SplitMix64.Combine(rowKey, (ulong)i));
        }

        return inputs;
    }

    /// <summary>The targets of some rows: t, or t·(1 − smoothing) + floor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<float> Targets(BatchSource source, int first, int count, float smoothing, float floor)
    {
        ReadOnlySpan<float> direct = source.Targets(first, count);
        if (!direct.IsEmpty && smoothing == 0)
            return direct;
        Span<float> targets = _targets.Span[..(count * _outputSize)];
        for (int row = 0; row < count; row++)
            source.Target(first + row).CopyTo(targets[(row * _outputSize)..]);
        if (smoothing > 0)
        {
            for (int i = 0; i < targets.Length; i++)
                targets[i] = targets[i] * (1 - smoothing) + floor;
        }

        return targets;
    }

    /// <summary>The weights of some rows, by row and by class; empty where all count 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<float> Weights(BatchSource source, int first, int count, float[]? classWeights)
    {
        if (!source.HasWeights && classWeights is null)
            return default;
        Span<float> weights = _weights.Span[..count];
        for (int row = 0; row < count; row++)
            weights[row] = source.Weight(first + row) * (classWeights is null ? 1 : classWeights[source.Label(first + row)]);
        return weights;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Span<float> GatherInputs(BatchSource source, int first, int count)
    {
        Span<float> inputs = _inputs.Span[..(count * _inputSize)];
        for (int row = 0; row < count; row++)
        {
            if (row + RowsAhead < count)
                Fetch(source.Input(first + row + RowsAhead));
            source.Input(first + row).CopyTo(inputs[(row * _inputSize)..]);
        }

        return inputs;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fetch(ReadOnlySpan<float> row)
    {
        ref float start = ref MemoryMarshal.GetReference(row);
        for (int i = 0; i < Math.Min(row.Length, MostFetched); i += FloatsOnALine)
            Lanes.Prefetch(ref start, (nuint)i);
    }
}
