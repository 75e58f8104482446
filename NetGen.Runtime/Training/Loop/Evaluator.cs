using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>Evaluates a network on one dataset, as often as asked, without allocating anew.</summary>
internal sealed class Evaluator : IParallelWork
{
    private const long WorthAThread = 1_000_000;

    private readonly ITrainableNetwork _network;
    private readonly Dataset _data;
    private readonly WorkerTeam _team;
    private readonly AccuracyRule _rule;
    private readonly int _rowsPerBlock, _blocks, _workers;
    private readonly RowReader[] _readers;
    private readonly ParameterBlock[] _workspaces, _blockOutputs;
    private readonly ParameterBlock? _outputs;
    private readonly DatasetBatch _source;
    private readonly float[] _losses;
    private readonly int[] _right;
    private readonly ThreadChoice _choice;
    private int _nextBlock;

    /// <summary>Sets an evaluation up.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The rows.</param>
    /// <param name="team">The threads to work with.</param>
    /// <param name="keepsOutputs">Whether <see cref="Outputs"/> are wanted.</param>
    public Evaluator(ITrainableNetwork network, Dataset data, WorkerTeam team, bool keepsOutputs)
    {
        (_network, _data, _team) = (network, data, team);
        _rule = Accuracy.RuleFor(network, data);
        _rowsPerBlock = Math.Max(network.RowsPerBlock, 1);
        _blocks = (int)(((long)data.Count + _rowsPerBlock - 1) / _rowsPerBlock);
        long multiplyAdds = 0;
        foreach (LayerInfo layer in network.Layers)
            multiplyAdds += layer.MultiplyAdds;
        _workers = data.Count * multiplyAdds < WorthAThread ? 1 : Math.Min(team.Size, _blocks);
        _choice = new ThreadChoice(_workers > 1);
        _source = new DatasetBatch(data);
        _losses = new float[_blocks];
        _right = new int[_blocks];
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
        double loss = 0;
        long right = 0;
        for (int block = 0; block < _blocks; block++)
        {
            loss += _losses[block];
            right += _right[block];
        }

        long answers = _rule == AccuracyRule.Threshold ? (long)_data.Count * _data.OutputSize : _data.Count;
        return new Evaluation((float)(loss / _data.Count), _rule == AccuracyRule.None ? null : (float)((double)right / answers), _data.Count);
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
            _losses[block] = _network.EvaluateBatch(inputs, targets, outputs, _workspaces[worker].Span);
            int right = 0;
            for (int row = 0; row < count && _rule != AccuracyRule.None; row++)
                right += Accuracy.Count(_rule, outputs.Slice(row * size, size), targets.Slice(row * size, size), _data.Label(first + row));
            _right[block] = right;
        }
    }
}
