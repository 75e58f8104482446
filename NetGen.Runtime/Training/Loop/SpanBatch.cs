using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>A batch of rows that lie in memory of the caller's, which must not move as long as the batch is used.</summary>
internal sealed unsafe class SpanBatch(int inputSize, int outputSize) : BatchSource
{
    private float* _inputs, _targets, _weights;

    public override bool HasWeights => _weights is not null;

    /// <summary>Points to rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MoveTo(float* inputs, float* targets, float* weights)
    {
        _inputs = inputs;
        _targets = targets;
        _weights = weights;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Inputs(int first, int count) => new(_inputs + (long)first * inputSize, count * inputSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Targets(int first, int count) => new(_targets + (long)first * outputSize, count * outputSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Input(int row) => Inputs(row, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Target(int row) => Targets(row, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Weight(int row) => _weights is null ? 1 : _weights[row];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Label(int row) => Classes.Of(Target(row));
}
