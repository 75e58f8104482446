using System.Collections.Concurrent;

namespace NetGen.Tests.Support;

/// <summary>Passes everything on to another network and keeps what training passes are given.</summary>
internal sealed class RecordingNetwork(ITrainableNetwork inner) : ITrainableNetwork
{
    /// <summary>One call: its rows, and what it knows beside them.</summary>
    internal sealed record Call(float[] Inputs, float[] Targets, float[] Weights, ulong Seed, ulong Step, int FirstRow);

    private readonly ConcurrentQueue<Call> _calls = new();

    /// <summary>The calls by step and row.</summary>
    public IReadOnlyList<Call> Calls => [.. _calls.OrderBy(call => call.Step).ThenBy(call => call.FirstRow)];

    public int InputSize => inner.InputSize;

    public int OutputSize => inner.OutputSize;

    public int ParameterCount => inner.ParameterCount;

    public int WorkspaceLength => inner.WorkspaceLength;

    public ReadOnlySpan<LayerInfo> Layers => inner.Layers;

    public Span<float> Parameters => inner.Parameters;

    public int RowsPerBlock => inner.RowsPerBlock;

    public bool HasClassTargets => inner.HasClassTargets;

    public TargetRange TargetRange => inner.TargetRange;

    public string Definition => inner.Definition;

    public void Initialize(int seed) => inner.Initialize(seed);

    public void Forward(ReadOnlySpan<float> input, Span<float> output, Span<float> workspace = default) => inner.Forward(input, output, workspace);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> workspace = default) => inner.ForwardBatch(inputs, outputs, workspace);

    public float EvaluateBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, Span<float> workspace = default) =>
        inner.EvaluateBatch(inputs, targets, outputs, workspace);

    public float BackwardBatch(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, TrainingContext context = default, Span<float> workspace = default)
    {
        _calls.Enqueue(new Call(inputs.ToArray(), targets.ToArray(), context.SampleWeights.ToArray(), context.Seed, context.Step, context.FirstRow));
        return inner.BackwardBatch(inputs, targets, gradients, context, workspace);
    }
}
