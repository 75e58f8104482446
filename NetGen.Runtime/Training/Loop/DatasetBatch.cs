using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>A batch of a dataset: rows that follow each other, in the dataset's order or in an epoch's.</summary>
internal sealed class DatasetBatch(Dataset data) : BatchSource
{
    private int[]? _order;
    private int _start;

    public override bool HasWeights => data.HasWeights;

    /// <summary>Moves to another batch.</summary>
    /// <param name="order">The epoch's order of rows, or null for the dataset's own.</param>
    /// <param name="start">Where in the order the batch starts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MoveTo(int[]? order, int start) => (_order, _start) = (order, start);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Inputs(int first, int count) =>
        _order is null ? data.ContiguousInputs(_start + first, count) : default;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Targets(int first, int count) =>
        _order is null ? data.ContiguousTargets(_start + first, count) : default;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Input(int row) => data.Input(RowOf(row));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Target(int row) => data.Target(RowOf(row));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Weight(int row) => data.Weight(RowOf(row));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Label(int row) => data.Label(RowOf(row));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int RowOf(int row) => _order is null ? _start + row : _order[_start + row];
}
