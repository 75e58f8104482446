namespace NetGen.Runtime.Training;

/// <summary>The batches of a stream: a batch is all that is held.</summary>
internal sealed class StreamFeed : BatchFeed
{
    private readonly SampleStream _stream;
    private readonly StreamBatch _batch;
    private readonly CancellationToken _cancellation;
    private bool _isEmpty;

    public StreamFeed(SampleStream stream, ITrainableNetwork network, TrainingOptions options, CancellationToken cancellation)
    {
        (_stream, _cancellation) = (stream, cancellation);
        _batch = new StreamBatch(network, options);
        StepsPerEpoch = options.StepsPerEpoch > 0 ? options.StepsPerEpoch
            : stream.Count is { } count ? Steps.PerEpoch(count, options.BatchSize, options) : 0;
    }

    public override BatchSource Batch => _batch;

    public override int StepsPerEpoch { get; }

    public override void Begin(int epoch)
    {
        _batch.Clear();
        _isEmpty = true;
        _stream.Begin(_cancellation);
    }

    public override async ValueTask<int> NextAsync()
    {
        _batch.Clear();
        while (!_batch.IsFull)
        {
            if (_cancellation.IsCancellationRequested)
                return Cancelled;
            try
            {
                if (!await _stream.MoveNextAsync(_cancellation).ConfigureAwait(false))
                    break;
            }
            catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
            {
                return Cancelled;
            }

            _batch.Add(_stream.Current);
            _isEmpty = false;
        }

        if (_isEmpty)
            throw new ArgumentException("Expected at least one sample, but the stream has none.", "samples");
        return _batch.Count;
    }

    public override ValueTask EndAsync() => _stream.EndAsync();
}
