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
    private const int MostParametersOfTwoSums = 1024 * 1024;

    private readonly ITrainableNetwork _network;
    private readonly WorkerTeam _team;
    private readonly TrainingOptions _options;
    private readonly float[]? _classWeights;
    private readonly float _smoothing, _floor;
    private readonly int _mostRows;
    private readonly long _multiplyAdds;

    private RowReader[] _readers = [];
    private ParameterBlock[] _apart = [], _workspaces = [];
    private float[] _losses = [];
    private OrderedSum[] _sums;
    private WorkShares _shares;
    private ThreadChoice _choice = new(false);
    private int _largestBatch, _readerRows;

    private BatchSource _source = null!;
    private int _rows, _rowsPerBlock, _blocks, _firstSum;
    private long _firstRow;
    private ulong _step;
    private bool _hasFailed;

    public BatchGradient(ITrainableNetwork network, TrainingOptions options, WorkerTeam team)
    {
        (_network, _options, _team) = (network, options, team);
        _mostRows = Math.Max(network.RowsPerBlock, 1);
        _classWeights = options.ClassWeights;
        _smoothing = options.LabelSmoothing;
        _floor = network.HasClassTargets ? _smoothing / network.OutputSize : _smoothing / 2;
        foreach (LayerInfo layer in network.Layers)
            _multiplyAdds += layer.MultiplyAdds;

        _sums = [new OrderedSum(network.ParameterCount)];
        _shares = new WorkShares(1);
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

    /// <summary>Allocates what batches of so many rows need, unless it is there. Adding such batches then allocates nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Prepare(int largestBatch)
    {
        if (largestBatch <= _largestBatch)
            return;
        int blocks = BlocksOfRows(largestBatch, RowsPerBlock(largestBatch));
        // A smaller batch, such as an epoch's last, may have smaller blocks, and more of them.
        int most = BlocksOfRows(largestBatch, RowsPerBlock(1)), workers = WorkersFor(largestBatch, most), readerRows = Math.Min(_mostRows, largestBatch);
        if (_sums.Length == 1 && (blocks > 1 || _options.AccumulationSteps > 1) && _network.ParameterCount <= MostParametersOfTwoSums)
        {
            _sums = [_sums[0], new OrderedSum(_network.ParameterCount)];
            _shares = new WorkShares(2);
        }

        if (workers > 1 && _losses.Length < most)
            _losses = new float[most];
        if (workers > 1 && _apart.Length < workers)
            _choice = new ThreadChoice(true);
        for (int i = 0; i < _readers.Length && _readerRows < readerRows; i++)
            _readers[i] = new RowReader(_network, readerRows);
        _readerRows = Math.Max(_readerRows, readerRows);
        Grow(ref _readers, workers, () => new RowReader(_network, _readerRows));
        Grow(ref _workspaces, workers, () => new ParameterBlock(_network.WorkspaceLength));
        Grow(ref _apart, workers > 1 ? workers : 0, () => new ParameterBlock(_network.ParameterCount));
        _largestBatch = largestBatch;
    }

    /// <summary>Takes the gradients of a step as they are, instead of adding up those of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(ReadOnlySpan<float> gradients)
    {
        gradients.CopyTo(Gradients.Span);
        foreach (OrderedSum sum in _sums)
            sum.IsUsed = false;
    }

    /// <summary>Adds the gradients of some rows to those of the step's rows before and returns the losses' sum.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="step">The number of the step, part of the key of all that is random.</param>
    /// <param name="firstRow">How many rows were added in this step before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Add(BatchSource source, int rows, ulong step, long firstRow)
    {
        (_source, _rows, _step, _firstRow) = (source, rows, step, firstRow);
        _rowsPerBlock = RowsPerBlock(rows);
        _blocks = BlocksOfRows(rows, _rowsPerBlock);
        if (firstRow == 0)
        {
            _firstSum = 0;
            foreach (OrderedSum sum in _sums)
                sum.IsUsed = false;
        }

        int workers = WorkersFor(rows, _blocks);
        bool uses = workers > 1 && _choice.Begin();
        double loss = uses ? AddTogether(workers) : AddAlone();
        if (workers > 1)
            _choice.End(_blocks);

        for (int i = 0; i < _sums.Length; i++)
            _sums[i].IsUsed |= BlocksOf(i) > 0 && (uses || !IsPair || i == 0);
        _firstSum = (_firstSum + _blocks) % _sums.Length;
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
                    _losses[block] = AddTo(sum, block, worker, isFirst: turn == 0);
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
    private double AddTogether(int workers)
    {
        _hasFailed = false;
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i].StartTurns();
            _shares.Deal(i, BlocksOf(i));
        }

        _team.Run(this, workers);
        double loss = 0;
        for (int block = 0; block < _blocks; block++)
            loss += _losses[block];
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double AddAlone()
    {
        double loss = 0;
        int sum = _firstSum, sums = IsPair ? 1 : _sums.Length;
        for (int block = 0; block < _blocks; block++)
        {
            loss += AddTo(_sums[sum], block, 0, isFirst: block < sums);
            sum = sum + 1 >= sums ? 0 : sum + 1;
        }

        return loss;
    }

    // Two blocks have one sum, in whatever order: by itself a thread needs no second place for it.
    private bool IsPair => _blocks == 2 && _firstRow == 0 && _options.AccumulationSteps == 1;

    // A sum's first block of a step takes the place of the last step's gradients.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float AddTo(OrderedSum sum, int block, int worker, bool isFirst) =>
        Backward(block, worker, sum.Gradients, overwrites: isFirst && !sum.IsUsed);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int RowsPerBlock(int rows) => BlockRule.RowsFor(_mostRows, _multiplyAdds, rows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int BlocksOfRows(int rows, int rowsPerBlock) => (int)(((long)rows + rowsPerBlock - 1) / rowsPerBlock);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int WorkersFor(int rows, int blocks) => rows * (Int128)_multiplyAdds < WorthAThread ? 1 : Math.Min(_team.Size, blocks);

    // The step's blocks go to the sums by turns, across the batches that it is made of.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FirstBlockOf(int sum) => (sum + _firstSum) % _sums.Length;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int BlocksOf(int sum) => (_blocks - FirstBlockOf(sum) + _sums.Length - 1) / _sums.Length;

    private static void Grow<T>(ref T[] items, int count, Func<T> make)
    {
        int first = items.Length;
        if (count <= first)
            return;
        Array.Resize(ref items, count);
        for (int i = first; i < count; i++)
            items[i] = make();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Backward(int block, int worker, ParameterBlock gradients, bool overwrites)
    {
        RowReader reader = _readers[worker];
        int first = block * _rowsPerBlock, count = Math.Min(_rowsPerBlock, _rows - first);
        // Nothing but the key of random draws: rows past two billion of one step draw what others drew.
        int batchRow = unchecked((int)(_firstRow + first));
        ulong seed = (ulong)_options.Seed;
        ReadOnlySpan<float> inputs = _options.InputNoise > 0
            ? reader.NoisyInputs(_source, first, count, _options.InputNoise, seed, _step, batchRow)
            : reader.Inputs(_source, first, count);
        ReadOnlySpan<float> targets = reader.Targets(_source, first, count, _smoothing, _floor);
        var context = new TrainingContext
        {
            SampleWeights = reader.Weights(_source, first, count, _classWeights), Seed = seed, Step = _step, FirstRow = batchRow,
            OverwritesGradients = overwrites, OutputWeights = _options.OutputWeights,
        };
        return _network.BackwardBatch(inputs, targets, gradients.Span, context, _workspaces[worker].Span);
    }
}
