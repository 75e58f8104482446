namespace NetGen.Runtime.Training;

/// <summary>A stream of samples that is gone through once an epoch, whatever its kind.</summary>
internal abstract class SampleStream
{
    /// <summary>How many samples there are, where that is known without asking for them.</summary>
    public virtual int? Count => null;

    /// <summary>The sample.</summary>
    public abstract TrainingSample Current { get; }

    /// <summary>Goes back to the start.</summary>
    public abstract void Begin(CancellationToken cancellation);

    /// <summary>Moves to the next sample and returns whether there is one.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    public abstract ValueTask<bool> MoveNextAsync(CancellationToken cancellation);

    /// <summary>Lets go of the stream.</summary>
    public abstract ValueTask EndAsync();
}

/// <summary>A stream that is there at once.</summary>
internal sealed class EnumerableStream(IEnumerable<TrainingSample> samples) : SampleStream
{
    private IEnumerator<TrainingSample>? _samples;

    public override int? Count => samples.TryGetNonEnumeratedCount(out int count) ? count : null;

    public override TrainingSample Current => _samples!.Current;

    public override void Begin(CancellationToken cancellation) => _samples = samples.GetEnumerator();

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellation) => new(_samples!.MoveNext());

    public override ValueTask EndAsync()
    {
        _samples?.Dispose();
        _samples = null;
        return default;
    }
}

/// <summary>A stream that is waited for.</summary>
internal sealed class AsyncEnumerableStream(IAsyncEnumerable<TrainingSample> samples) : SampleStream
{
    private IAsyncEnumerator<TrainingSample>? _samples;

    public override TrainingSample Current => _samples!.Current;

    public override void Begin(CancellationToken cancellation) => _samples = samples.GetAsyncEnumerator(cancellation);

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellation)
    {
        ValueTask<bool> next = _samples!.MoveNextAsync();
        return next.IsCompleted || !cancellation.CanBeCanceled ? next : WaitAsync(next.AsTask(), cancellation);
    }

    public override ValueTask EndAsync()
    {
        IAsyncEnumerator<TrainingSample>? samples = _samples;
        _samples = null;
        return samples?.DisposeAsync() ?? default;
    }

    // A stream that does not listen to the token is left where it waits, and let go of when it comes to an end of its own.
    private async ValueTask<bool> WaitAsync(Task<bool> next, CancellationToken cancellation)
    {
        try
        {
            return await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!next.IsCompleted)
        {
            _ = LeaveAsync(next, _samples!);
            _samples = null;
            throw;
        }
    }

    private static async Task LeaveAsync(Task next, IAsyncDisposable samples)
    {
        await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await samples.DisposeAsync().ConfigureAwait(false);
    }
}
