using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// Adds up the gradients of a batch block by block. The blocks and their order depend on nothing but the batch, so the sum has the same
/// bits for any number of threads: a thread that computes a block apart waits for its turn to add it.
/// </summary>
internal sealed class BatchGradient : IParallelWork
{
    /// <summary>Below so many multiply-adds of a forward pass, waking a thread costs more than it saves.</summary>
    private const long WorthAThread = 400_000;

    // Turns are kept per segment, so that threads add one behind the other.
    private const int SegmentLength = 16_384;

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
    private readonly int[] _turns;
    private readonly ThreadChoice _choice;

    private BatchSource _source = null!;
    private int _rows, _firstRow, _blocks, _nextBlock;
    private ulong _step;
    private volatile bool _hasFailed;

    public BatchGradient(ITrainableNetwork network, TrainingOptions options, WorkerTeam team, int largestBatch)
    {
        (_network, _options, _team) = (network, options, team);
        _rowsPerBlock = Math.Max(network.RowsPerBlock, 1);
        _classWeights = options.ClassWeights;
        _smoothing = options.LabelSmoothing;
        _floor = network.HasClassTargets ? _smoothing / network.OutputSize : _smoothing / 2;
        foreach (LayerInfo layer in network.Layers)
            _multiplyAdds += layer.MultiplyAdds;

        int blocks = (largestBatch + _rowsPerBlock - 1) / _rowsPerBlock;
        int workers = WorkersFor(largestBatch, blocks);
        _losses = new float[blocks];
        Gradients = new ParameterBlock(network.ParameterCount);
        _readers = new RowReader[workers];
        _workspaces = new ParameterBlock[workers];
        _apart = new ParameterBlock[workers > 1 ? workers : 0];
        _choice = new ThreadChoice(workers > 1);
        _turns = new int[(network.ParameterCount + SegmentLength - 1) / SegmentLength];
        for (int i = 0; i < workers; i++)
        {
            _readers[i] = new RowReader(network, Math.Min(_rowsPerBlock, largestBatch));
            _workspaces[i] = new ParameterBlock(network.WorkspaceLength);
            if (workers > 1)
                _apart[i] = new ParameterBlock(network.ParameterCount);
        }
    }

    /// <summary>The sum of gradients so far.</summary>
    public ParameterBlock Gradients { get; }

    /// <summary>Adds the gradients of some rows to those of the step's rows before and returns the losses' sum.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="step">The number of the step, part of the key of all that is random.</param>
    /// <param name="firstRow">How many rows were added in this step before.</param>
    public double Add(BatchSource source, int rows, ulong step, int firstRow)
    {
        (_source, _rows, _step, _firstRow) = (source, rows, step, firstRow);
        _blocks = (rows + _rowsPerBlock - 1) / _rowsPerBlock;
        int workers = WorkersFor(rows, _blocks);
        if (workers > 1 && !_choice.Begin())
        {
            AddAlone();
            _choice.End(_blocks);
        }
        else if (workers == 1)
            AddAlone();
        else
        {
            _nextBlock = 0;
            _hasFailed = false;
            Array.Clear(_turns);
            _team.Run(this, workers);
            _choice.End(_blocks);
        }

        double loss = 0;
        for (int block = 0; block < _blocks; block++)
            loss += _losses[block];
        return loss;
    }

    void IParallelWork.Execute(int worker)
    {
        try
        {
            ParameterBlock apart = _apart[worker];
            for (int block = Interlocked.Increment(ref _nextBlock) - 1; block < _blocks; block = Interlocked.Increment(ref _nextBlock) - 1)
            {
                // Where all blocks before are in, the gradients may take this one at once.
                if (Volatile.Read(ref _turns[^1]) == block)
                {
                    _losses[block] = Backward(block, worker, Gradients, overwrites: IsFirst(block));
                    for (int segment = 0; segment < _turns.Length; segment++)
                        Volatile.Write(ref _turns[segment], block + 1);
                }
                else
                {
                    _losses[block] = Backward(block, worker, apart, overwrites: true);
                    if (!AddInTurn(apart, block))
                        return;
                }
            }
        }
        catch
        {
            _hasFailed = true;
            throw;
        }
    }

    private void AddAlone()
    {
        for (int block = 0; block < _blocks; block++)
            _losses[block] = Backward(block, 0, Gradients, overwrites: IsFirst(block));
    }

    private int WorkersFor(int rows, int blocks) => rows * _multiplyAdds < WorthAThread ? 1 : Math.Min(_team.Size, blocks);

    // The step's first block takes the place of the last step's gradients.
    private bool IsFirst(int block) => block == 0 && _firstRow == 0;

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

    private bool AddInTurn(ParameterBlock apart, int block)
    {
        for (int segment = 0; segment < _turns.Length; segment++)
        {
            var wait = new SpinWait();
            while (Volatile.Read(ref _turns[segment]) != block)
            {
                if (_hasFailed)
                    return false;
                wait.SpinOnce(sleep1Threshold: -1);
            }

            int start = segment * SegmentLength;
            Add(
                ref Unsafe.Add(ref Gradients.Reference, start), ref Unsafe.Add(ref apart.Reference, start),
                Math.Min(SegmentLength, Gradients.Length - start));
            Volatile.Write(ref _turns[segment], block + 1);
        }

        return true;
    }

    private static void Add(ref float sum, ref float apart, int count)
    {
        int i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            (Vector.LoadUnsafe(ref sum, (nuint)i) + Vector.LoadUnsafe(ref apart, (nuint)i)).StoreUnsafe(ref sum, (nuint)i);
        for (; i < count; i++)
            Unsafe.Add(ref sum, i) += Unsafe.Add(ref apart, i);
    }
}
