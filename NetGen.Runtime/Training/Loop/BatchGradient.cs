using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// Adds up the gradients of a step block by block, in two sums: of every other block, and of those between. Blocks, sums and their order
/// depend on nothing but the step's rows and the network, so the gradients have the same bits for any number of threads. Two threads have
/// a sum each and need nothing of each other; where there are more, one that computes a block apart waits for its turn to add it.
/// </summary>
internal sealed class BatchGradient : StepGradient, IParallelWork
{
    /// <summary>More parameters do not stay in cache, where a second sum costs little.</summary>
    private const int MostParametersOfTwoSums = 1024 * 1024;

    private readonly ITrainableNetwork _network;
    private readonly WorkerTeam _team;
    private readonly TrainingOptions _options;
    private readonly BlockGradient _block;

    private ParameterBlock[] _apart = [];
    private float[] _losses = [];
    private OrderedSum[] _sums;
    private WorkShares _shares;
    private ThreadChoice _choice = new(false);
    private int _largestBatch, _blocks, _firstSum;
    private long _firstRow;
    private bool _hasFailed;

    public BatchGradient(ITrainableNetwork network, TrainingOptions options, WorkerTeam team)
    {
        (_network, _options, _team) = (network, options, team);
        _block = new BlockGradient(network, options);
        _sums = [new OrderedSum(network.ParameterCount)];
        _shares = new WorkShares(1);
    }

    /// <summary>The first sum, and when the second has joined it the gradients of the step.</summary>
    public override ParameterBlock Gradients => _sums[0].Gradients;

    /// <summary>Adds the second sum of some parameters to the first, if it has any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Join(int start, int count)
    {
        if (_sums.Length > 1 && _sums[1].IsUsed)
            _sums[0].Add(_sums[1].Gradients, start, count);
    }

    /// <summary>Allocates what batches of so many rows need, unless it is there. Adding such batches then allocates nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Prepare(int largestBatch)
    {
        if (largestBatch <= _largestBatch)
            return;
        int blocks = _block.CountOf(largestBatch);
        // A smaller batch, such as an epoch's last, may have smaller blocks, and more of them.
        int most = _block.MostOf(largestBatch), workers = _block.WorkersFor(largestBatch, most, _team);
        if (_sums.Length == 1 && (blocks > 1 || _options.AccumulationSteps > 1) && _network.ParameterCount <= MostParametersOfTwoSums)
        {
            _sums = [_sums[0], new OrderedSum(_network.ParameterCount)];
            _shares = new WorkShares(2);
        }

        if (workers > 1 && _losses.Length < most)
            _losses = new float[most];
        if (workers > 1 && _apart.Length < workers)
            _choice = new ThreadChoice(true);
        _block.Prepare(workers, largestBatch);
        Arrays.Grow(ref _apart, workers > 1 ? workers : 0, () => new ParameterBlock(_network.ParameterCount));
        _largestBatch = largestBatch;
    }

    /// <summary>Takes the gradients of a step as they are, instead of adding up those of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(ReadOnlySpan<float> gradients)
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
    public override double Add(BatchSource source, int rows, ulong step, long firstRow)
    {
        _firstRow = firstRow;
        _blocks = _block.Begin(source, rows, step, firstRow);
        if (firstRow == 0)
        {
            _firstSum = 0;
            foreach (OrderedSum sum in _sums)
                sum.IsUsed = false;
        }

        int workers = _block.WorkersFor(rows, _blocks, _team);
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

                _losses[block] = _block.Backward(block, worker, _apart[worker], overwrites: true);
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
        _block.Backward(block, worker, sum.Gradients, overwrites: isFirst && !sum.IsUsed);

    // The step's blocks go to the sums by turns, across the batches that it is made of.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FirstBlockOf(int sum) => (sum + _firstSum) % _sums.Length;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int BlocksOf(int sum) => (_blocks - FirstBlockOf(sum) + _sums.Length - 1) / _sums.Length;
}
