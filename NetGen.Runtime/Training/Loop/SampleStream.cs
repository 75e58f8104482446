using System.Runtime.CompilerServices;

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

    /// <summary>Moves to the next sample and returns whether there is one; null when that must be waited for.</summary>
    public abstract bool? TryMoveNext();

    /// <summary>Waits for what <see cref="TryMoveNext"/> could not tell.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    public abstract ValueTask WaitAsync(CancellationToken cancellation);

    /// <summary>Lets go of the stream; no longer than a moment where the token has ended training.</summary>
    public abstract ValueTask EndAsync(CancellationToken cancellation);
}

/// <summary>A stream that is there at once.</summary>
internal sealed class EnumerableStream(IEnumerable<TrainingSample> samples) : SampleStream
{
    private IEnumerator<TrainingSample>? _samples;

    public override int? Count => samples.TryGetNonEnumeratedCount(out int count) ? count : null;

    public override TrainingSample Current => _samples!.Current;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Begin(CancellationToken cancellation)
    {
        _samples?.Dispose();
        _samples = samples.GetEnumerator();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool? TryMoveNext() => _samples!.MoveNext();

    public override ValueTask WaitAsync(CancellationToken cancellation) => default;

    public override ValueTask EndAsync(CancellationToken cancellation)
    {
        _samples?.Dispose();
        _samples = null;
        return default;
    }
}

/// <summary>A stream that is waited for.</summary>
internal sealed class AsyncEnumerableStream(IAsyncEnumerable<TrainingSample> samples) : SampleStream
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private IAsyncEnumerator<TrainingSample>? _samples;
    private ValueTask<bool> _next;
    private bool _isAtStart;
    private bool? _hasMoved;

    public override TrainingSample Current => _samples!.Current;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Begin(CancellationToken cancellation) => _isAtStart = true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool? TryMoveNext()
    {
        if (_isAtStart)
            return null;
        if (_hasMoved is { } hasMoved)
        {
            _hasMoved = null;
            return hasMoved;
        }

        ValueTask<bool> next = _samples!.MoveNextAsync();
        if (next.IsCompleted)
            return next.Result;
        _next = next;
        return null;
    }

    public override async ValueTask WaitAsync(CancellationToken cancellation)
    {
        if (_isAtStart)
        {
            await EndAsync(cancellation).ConfigureAwait(false);
            _samples = samples.GetAsyncEnumerator(cancellation);
            _isAtStart = false;
            return;
        }

        Task<bool> next = _next.AsTask();
        try
        {
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!next.IsCompleted)
        {
            // One that listens to the token ends now. One that does not is left where it waits, and let go of when it comes to an end of its own.
            if (await Task.WhenAny(next, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false) != next)
            {
                _ = LeaveAsync(next, _samples!);
                _samples = null;
                throw;
            }
        }
        catch (OperationCanceledException)
        {
        }

        // Not from the wait, so that what the stream throws is what it threw.
        _hasMoved = await next.ConfigureAwait(false);
    }

    public override async ValueTask EndAsync(CancellationToken cancellation)
    {
        if (_samples is not { } samples)
            return;
        _samples = null;
        Task ending = samples.DisposeAsync().AsTask();
        try
        {
            await ending.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !ending.IsCompleted)
        {
            if (await Task.WhenAny(ending, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false) == ending)
                await ending.ConfigureAwait(false);
        }
    }

    private static async Task LeaveAsync(Task next, IAsyncDisposable samples)
    {
        await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await samples.DisposeAsync().ConfigureAwait(false);
    }
}
