using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>Evaluates a network on one dataset, as often as asked, without allocating anew.</summary>
internal sealed class Evaluator : IParallelWork
{
    private const long WorthAThread = 1_000_000;

    private readonly ITrainableNetwork _network;
    private readonly Dataset _data;
    private readonly WorkerTeam _team;
    private readonly int _rowsPerBlock, _blocks, _workers;
    private readonly RowReader[] _readers;
    private readonly ParameterBlock[] _workspaces, _blockOutputs;
    private readonly ParameterBlock? _outputs;
    private readonly DatasetBatch _source;
    private readonly double[] _losses, _right;
    private readonly int _answersPerRow;
    private readonly double _weight;
    private readonly float[]? _outputWeights;
    private readonly ThreadChoice _choice;
    private int _nextBlock;

    /// <summary>Sets an evaluation up.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The rows.</param>
    /// <param name="team">The threads to work with.</param>
    /// <param name="keepsOutputs">Whether <see cref="Outputs"/> are wanted.</param>
    /// <param name="outputWeights">What each output's term of the loss is multiplied by; null for 1.</param>
    public Evaluator(ITrainableNetwork network, Dataset data, WorkerTeam team, bool keepsOutputs, float[]? outputWeights = null)
    {
        (_network, _data, _team) = (network, data, team);
        _answersPerRow = Accuracy.AnswersPerRow(data);
        _weight = data.TotalWeight;
        _outputWeights = outputWeights;
        _rowsPerBlock = Math.Max(network.RowsPerBlock, 1);
        _blocks = (int)(((long)data.Count + _rowsPerBlock - 1) / _rowsPerBlock);
        long multiplyAdds = 0;
        foreach (LayerInfo layer in network.Layers)
            multiplyAdds += layer.MultiplyAdds;
        _workers = data.Count * multiplyAdds < WorthAThread ? 1 : Math.Min(team.Size, _blocks);
        _choice = new ThreadChoice(_workers > 1);
        _source = new DatasetBatch(data);
        _losses = new double[_blocks];
        _right = new double[_blocks];
        _outputs = keepsOutputs ? new ParameterBlock(Require.Floats(data.Count, network.OutputSize, "outputs to keep")) : null;
        _readers = new RowReader[_workers];
        _workspaces = new ParameterBlock[_workers];
        _blockOutputs = new ParameterBlock[keepsOutputs ? 0 : _workers];
        int rows = Math.Min(_rowsPerBlock, data.Count);
        for (int i = 0; i < _workers; i++)
        {
            _readers[i] = new RowReader(network, rows);
            _workspaces[i] = new ParameterBlock(network.WorkspaceLength);
            if (!keepsOutputs)
                _blockOutputs[i] = new ParameterBlock(Require.Floats(rows, network.OutputSize, "outputs"));
        }
    }

    /// <summary>The outputs of all rows of the last evaluation.</summary>
    public ReadOnlySpan<float> Outputs => _outputs is { } outputs ? outputs.Span : default;

    /// <summary>Evaluates all rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Evaluation Evaluate()
    {
        _nextBlock = 0;
        _team.Run(this, _choice.Begin() ? _workers : 1);
        _choice.End(1);
        double loss = 0, right = 0;
        for (int block = 0; block < _blocks; block++)
        {
            loss += _losses[block];
            right += _right[block];
        }

        return new Evaluation((float)(loss / _weight), _answersPerRow == 0 ? null : (float)(right / (_weight * _answersPerRow)), _data.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IParallelWork.Execute(int worker)
    {
        for (int block = Interlocked.Increment(ref _nextBlock) - 1; block < _blocks; block = Interlocked.Increment(ref _nextBlock) - 1)
        {
            int first = block * _rowsPerBlock, count = Math.Min(_rowsPerBlock, _data.Count - first), size = _network.OutputSize;
            Span<float> outputs = _outputs is null
                ? _blockOutputs[worker].Span[..(count * size)]
                : _outputs.Value.Span.Slice(first * size, count * size);
            ReadOnlySpan<float> inputs = _readers[worker].Inputs(_source, first, count);
            ReadOnlySpan<float> targets = _readers[worker].Targets(_source, first, count, 0, 0);
            _losses[block] = _data.HasWeights
                ? WeightedLoss(inputs, targets, outputs, first, count, _workspaces[worker].Span)
                : _network.EvaluateBatch(inputs, targets, outputs, new TrainingContext { OutputWeights = _outputWeights }, _workspaces[worker].Span);
            double right = 0;
            for (int row = 0; row < count && _answersPerRow > 0; row++)
                right += (double)_data.Weight(first + row) * Accuracy.Count(outputs.Slice(row * size, size), _data, first + row, Accuracy.Threshold);
            _right[block] = right;
        }
    }

    // A pass returns the sum of its rows' losses: rows of different weights go one by one. What counts nothing may be anything.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double WeightedLoss(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, int first, int count, Span<float> workspace)
    {
        int inputSize = _network.InputSize, size = _network.OutputSize;
        double sum = 0;
        for (int row = 0; row < count; row++)
        {
            float loss = _network.EvaluateBatch(
                inputs.Slice(row * inputSize, inputSize), targets.Slice(row * size, size), outputs.Slice(row * size, size),
                new TrainingContext { OutputWeights = _outputWeights }, workspace);
            float weight = _data.Weight(first + row);
            sum += weight == 0 ? 0 : (double)weight * loss;
        }

        return sum;
    }
}
