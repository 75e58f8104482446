using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// Computes the gradients of one block of a batch's rows: the piece that a thread works on. Blocks depend on nothing but the batch's rows and
/// the network.
/// </summary>
internal sealed class BlockGradient
{
    /// <summary>Below so many multiply-adds of a forward pass, waking a thread costs more than it saves.</summary>
    private const long WorthAThread = 400_000;

    private readonly ITrainableNetwork _network;
    private readonly TrainingOptions _options;
    private readonly float[]? _classWeights;
    private readonly float _smoothing, _floor;
    private readonly int _mostRows;
    private readonly long _multiplyAdds;

    private RowReader[] _readers = [];
    private ParameterBlock[] _workspaces = [];
    private int _readerRows;

    private BatchSource _source = null!;
    private int _rows, _rowsPerBlock;
    private long _firstRow;
    private ulong _step;

    public BlockGradient(ITrainableNetwork network, TrainingOptions options)
    {
        (_network, _options) = (network, options);
        _mostRows = Math.Max(network.RowsPerBlock, 1);
        _classWeights = options.ClassWeights;
        _smoothing = options.LabelSmoothing;
        _floor = network.HasClassTargets ? _smoothing / network.OutputSize : _smoothing / 2;
        foreach (LayerInfo layer in network.Layers)
            _multiplyAdds += layer.MultiplyAdds;
    }

    /// <summary>How many blocks a batch of so many rows has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int CountOf(int rows) => Count(rows, RowsPerBlock(rows));

    /// <summary>The most blocks that a batch of so many rows, or fewer, has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int MostOf(int rows) => Count(rows, RowsPerBlock(1));

    /// <summary>How many threads of a team are worth waking for so many rows in so many pieces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int WorkersFor(int rows, int pieces, WorkerTeam team) => rows * (Int128)_multiplyAdds < WorthAThread ? 1 : Math.Min(team.Size, pieces);

    /// <summary>Allocates what so many threads need for batches of so many rows, unless it is there.</summary>
    public void Prepare(int workers, int largestBatch)
    {
        int rows = Math.Min(_mostRows, largestBatch);
        for (int i = 0; i < _readers.Length && _readerRows < rows; i++)
            _readers[i] = new RowReader(_network, rows);
        _readerRows = Math.Max(_readerRows, rows);
        Arrays.Grow(ref _readers, workers, () => new RowReader(_network, _readerRows));
        Arrays.Grow(ref _workspaces, workers, () => new ParameterBlock(_network.WorkspaceLength));
    }

    /// <summary>Begins a batch and returns how many blocks it has.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="step">The number of the step, part of the key of all that is random.</param>
    /// <param name="firstRow">How many rows were added in this step before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Begin(BatchSource source, int rows, ulong step, long firstRow)
    {
        (_source, _rows, _step, _firstRow, _rowsPerBlock) = (source, rows, step, firstRow, RowsPerBlock(rows));
        return Count(rows, _rowsPerBlock);
    }

    /// <summary>Adds a block's gradients to others, or overwrites them, and returns the losses' sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Backward(int block, int worker, ParameterBlock gradients, bool overwrites)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int RowsPerBlock(int rows) => BlockRule.RowsFor(_mostRows, _multiplyAdds, rows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Count(int rows, int rowsPerBlock) => (int)(((long)rows + rowsPerBlock - 1) / rowsPerBlock);
}
