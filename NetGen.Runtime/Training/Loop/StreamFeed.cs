using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>The batches of a stream: a batch is all that is held.</summary>
internal sealed class StreamFeed : BatchFeed
{
    private readonly SampleStream _stream;
    private readonly StreamBatch _batch;
    private readonly CancellationToken _cancellation;
    private bool _isCut;

    public StreamFeed(SampleStream stream, ITrainableNetwork network, TrainingOptions options, CancellationToken cancellation)
    {
        (_stream, _cancellation) = (stream, cancellation);
        _batch = new StreamBatch(network, options);
        int known = stream.Count is { } count ? Steps.PerEpoch(count, options.BatchSize, options) : 0;
        if (known > 0 && known < options.StepsPerEpoch)
        {
            throw new ArgumentException(
                $"{nameof(TrainingOptions.StepsPerEpoch)} is {options.StepsPerEpoch}, but the {stream.Count} samples of the stream make {known} steps: give {known} or less, or leave it out.", "options");
        }

        StepsPerEpoch = options.StepsPerEpoch > 0 ? options.StepsPerEpoch : known;
    }

    public override BatchSource Batch => _batch;

    public override int StepsPerEpoch { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Begin(int epoch)
    {
        _isCut = false;
        _batch.Begin();
        _stream.Begin(_cancellation);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Next()
    {
        // A batch that is waited for is filled further.
        if (!_isCut)
            _batch.Clear();
        _isCut = false;
        while (!_batch.IsFull)
        {
            if (_cancellation.IsCancellationRequested || MoveNext() is not { } isThere)
            {
                _isCut = true;
                return Waits;
            }

            if (!isThere)
                break;
            _batch.Add(_stream.Current);
        }

        return _batch.Count;
    }

    public override async ValueTask WaitAsync()
    {
        try
        {
            await _stream.WaitAsync(_cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // Whoever waits looks at the token.
        }
    }

    public override ValueTask EndAsync() => _stream.EndAsync(_cancellation);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool? MoveNext()
    {
        try
        {
            return _stream.TryMoveNext();
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
