using NetGen.Runtime;
using NetGen.Runtime.Optimizers;

namespace NetGen.Benchmarks.Ratios;

/// <summary>One step as the trainer takes it, without its loop: gradients of a batch, then the optimizer.</summary>
internal sealed class TrainingStep(ITrainableNetwork network, Optimizer optimizer, int rows)
{
    private readonly ParameterBlock _gradients = new(network.ParameterCount);
    private readonly ParameterBlock _workspace = new(network.WorkspaceLength);
    private readonly OptimizerState _state = optimizer.CreateState(network.ParameterCount);

    public void Run(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        network.BackwardBatch(inputs, targets, _gradients.Span, new TrainingContext { OverwritesGradients = true }, _workspace.Span);
        _state.BeginStep(optimizer.LearningRate);
        _state.Update(ref network.Parameters[0], ref _gradients.Reference, 0, network.ParameterCount, 1f / rows, 0);
    }
}
