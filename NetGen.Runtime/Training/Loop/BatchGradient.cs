using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// Adds up the gradients of a step block by block, in two sums: of every other block, and of those between. Blocks, sums and their order
/// depend on nothing but the step's rows and the network, so the gradients have the same bits for any number of threads. Two threads have
/// a sum each and need nothing of each other; where there are more, one that computes a block apart waits for its turn to add it.
/// </summary>
internal sealed class BatchGradient : IParallelWork
{
    /// <summary>Below so many multiply-adds of a forward pass, waking a thread costs more than it saves.</summary>
    private const long WorthAThread = 400_000;

    /// <summary>More parameters do not stay in cache, where a second sum costs little.</summary>
    private const int MostParametersOfTwoSums = 512 * 1024;

    private readonly ITrainableNetwork _network;
    private readonly WorkerTeam _team;
    private readonly TrainingOptions _options;
    private readonly float[]? _classWeights;
    private readonly float _smoothing, _floor;
    private readonly int _rowsPerBlock;
    private readonly long _multiplyAdds;
    private readonly RowReader[] _readers;
    private readonly ParameterBlock[] _apart, _workspaces;
    private readonly float[] _losses;
    private readonly OrderedSum[] _sums;
    private readonly WorkShares _shares;
    private readonly ThreadChoice _choice;

    private BatchSource _source = null!;
    private int _rows, _firstRow, _blocks, _blocksBefore;
    private ulong _step;
    private bool _hasFailed;

    public BatchGradient(ITrainableNetwork network, TrainingOptions options, WorkerTeam team, int largestBatch)
    {
        (_network, _options, _team) = (network, options, team);
        _rowsPerBlock = Math.Max(network.RowsPerBlock, 1);
        _classWeights = options.ClassWeights;
        _smoothing = options.LabelSmoothing;
        _floor = network.HasClassTargets ? _smoothing / network.OutputSize : _smoothing / 2;
        foreach (LayerInfo layer in network.Layers)
            _multiplyAdds += layer.MultiplyAdds;

        int blocks = (int)(((long)largestBatch + _rowsPerBlock - 1) / _rowsPerBlock);
        int workers = WorkersFor(largestBatch, blocks);
        _losses = new float[blocks];
        _sums = new OrderedSum[(blocks > 1 || options.AccumulationSteps > 1) && network.ParameterCount <= MostParametersOfTwoSums ? 2 : 1];
        for (int i = 0; i < _sums.Length; i++)
            _sums[i] = new OrderedSum(network.ParameterCount);
        _shares = new WorkShares(_sums.Length);
        _readers = new RowReader[workers];
        _workspaces = new ParameterBlock[workers];
        _apart = new ParameterBlock[workers > 1 ? workers : 0];
        _choice = new ThreadChoice(workers > 1);
        for (int i = 0; i < workers; i++)
        {
            _readers[i] = new RowReader(network, Math.Min(_rowsPerBlock, largestBatch));
            _workspaces[i] = new ParameterBlock(network.WorkspaceLength);
            if (workers > 1)
                _apart[i] = new ParameterBlock(network.ParameterCount);
        }
    }

    /// <summary>The first sum, and when the second has joined it the gradients of the step.</summary>
    public ParameterBlock Gradients => _sums[0].Gradients;

    /// <summary>Adds the second sum of some parameters to the first, if it has any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Join(int start, int count)
    {
        if (_sums.Length > 1 && _sums[1].IsUsed)
            _sums[0].Add(_sums[1].Gradients, start, count);
    }

    /// <summary>Adds the gradients of some rows to those of the step's rows before and returns the losses' sum.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="step">The number of the step, part of the key of all that is random.</param>
    /// <param name="firstRow">How many rows were added in this step before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Add(BatchSource source, int rows, ulong step, int firstRow)
    {
        (_source, _rows, _step, _firstRow) = (source, rows, step, firstRow);
        _blocks = (int)(((long)rows + _rowsPerBlock - 1) / _rowsPerBlock);
        if (firstRow == 0)
        {
            _blocksBefore = 0;
            foreach (OrderedSum sum in _sums)
                sum.IsUsed = false;
        }

        int workers = WorkersFor(rows, _blocks);
        bool uses = workers > 1 && _choice.Begin();
        if (uses)
            AddTogether(workers);
        else
            AddAlone();
        if (workers > 1)
            _choice.End(_blocks);

        for (int i = 0; i < _sums.Length; i++)
            _sums[i].IsUsed |= BlocksOf(i) > 0;
        _blocksBefore += _blocks;
        double loss = 0;
        for (int block = 0; block < _blocks; block++)
            loss += _losses[block];
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IParallelWork.Execute(int worker)
    {
        try
        {
            while (_shares.TryTake(worker, out int share, out int turn))
            {
                OrderedSum sum = _sums[share];
                int block = FirstBlockOf(share) + turn * _sums.Length;
                if (sum.IsTurnOf(turn))
                {
                    AddTo(sum, block, worker, isFirst: turn == 0);
                    sum.EndTurnOf(turn);
                    continue;
                }

                _losses[block] = Backward(block, worker, _apart[worker], overwrites: true);
                if (!sum.AddInTurn(_apart[worker], turn, ref _hasFailed))
                    return;
            }
        }
        catch
        {
            Volatile.Write(ref _hasFailed, true);
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTogether(int workers)
    {
        _hasFailed = false;
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i].StartTurns();
            _shares.Deal(i, BlocksOf(i));
        }

        _team.Run(this, workers);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddAlone()
    {
        for (int block = 0; block < _blocks; block++)
            AddTo(_sums[(_blocksBefore + block) % _sums.Length], block, 0, isFirst: block < _sums.Length);
    }

    // A sum's first block of a step takes the place of the last step's gradients.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTo(OrderedSum sum, int block, int worker, bool isFirst) =>
        _losses[block] = Backward(block, worker, sum.Gradients, overwrites: isFirst && !sum.IsUsed);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int WorkersFor(int rows, int blocks) => rows * _multiplyAdds < WorthAThread ? 1 : Math.Min(_team.Size, blocks);

    // The step's blocks go to the sums by turns, across the batches that it is made of.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FirstBlockOf(int sum) => (sum + _blocksBefore) % _sums.Length;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int BlocksOf(int sum) => (_blocks - FirstBlockOf(sum) + _sums.Length - 1) / _sums.Length;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Backward(int block, int worker, ParameterBlock gradients, bool overwrites)
    {
        RowReader reader = _readers[worker];
        int first = block * _rowsPerBlock, count = Math.Min(_rowsPerBlock, _rows - first), batchRow = _firstRow + first;
        ulong seed = (ulong)_options.Seed;
        ReadOnlySpan<float> inputs = _options.InputNoise > 0
            ? reader.NoisyInputs(_source, first, count, _options.InputNoise, seed, _step, batchRow)
            : reader.Inputs(_source, first, count);
        ReadOnlySpan<float> targets = reader.Targets(_source, first, count, _smoothing, _floor);
        var context = new TrainingContext
        {
            SampleWeights = reader.Weights(_source, first, count, _classWeights), Seed = seed, Step = _step, FirstRow = batchRow,
            OverwritesGradients = overwrites,
        };
        return _network.BackwardBatch(inputs, targets, gradients.Span, context, _workspaces[worker].Span);
    }
}
