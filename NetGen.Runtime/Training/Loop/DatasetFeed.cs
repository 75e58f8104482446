using System.Runtime.CompilerServices;
using NetGen.Runtime.Randomness;

namespace NetGen.Runtime.Training;

/// <summary>The batches of a dataset, in an order of every epoch's own where that is asked for.</summary>
internal sealed class DatasetFeed : BatchFeed
{
    private readonly DatasetBatch _batch;
    private readonly int _rows, _batchSize, _seed;
    private readonly int[]? _order;
    private int _next;

    public DatasetFeed(Dataset data, TrainingOptions options, int batchSize)
    {
        (_batch, _rows, _batchSize, _seed) = (new DatasetBatch(data), data.Count, batchSize, options.Seed);
        _order = options.Shuffle && batchSize < data.Count ? new int[data.Count] : null;
        StepsPerEpoch = Steps.PerEpoch(data.Count, batchSize, options);
    }

    public override BatchSource Batch => _batch;

    public override int StepsPerEpoch { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Begin(int epoch)
    {
        _next = 0;
        if (_order is not null)
            Permutation.ForEpoch(_order, _seed, epoch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Next()
    {
        int rows = Math.Min(_batchSize, _rows - _next);
        if (rows > 0)
            _batch.MoveTo(_order, _next);
        _next += rows;
        return rows;
    }
}

/// <summary>Numbers of steps.</summary>
internal static class Steps
{
    /// <summary>How many steps an epoch of so many rows has.</summary>
    public static int PerEpoch(int rows, int batchSize, TrainingOptions options)
    {
        long batches = ((long)rows + batchSize - 1) / batchSize;
        return (int)((batches + options.AccumulationSteps - 1) / options.AccumulationSteps);
    }
}
