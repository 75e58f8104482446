using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// A few threads that live as long as a training run and do one piece of work after another together with the caller's thread.
/// Handing out work allocates nothing.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private const int MostThreads = 64;
    private readonly Thread?[] _threads;
    private readonly Lock _failureGate = new();
    private readonly object _gate = new();
    private readonly int _spins;

    // The number of the work, and in the low bits how many take part: one read tells both.
    private int _call;
    private int _waiting;
    private int _running;
    private bool _callerWaits;
    private bool _hasEnded;
    private IParallelWork? _work;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Makes a team of so many threads, the caller's included. They start with the first work that is for more than one.</summary>
    public WorkerTeam(int size)
    {
        _threads = new Thread?[Math.Clamp(size, 1, MostThreads) - 1];
        _spins = size <= Environment.ProcessorCount ? 500 : 10;
    }

    /// <summary>How many threads there are, the caller's included.</summary>
    public int Size => _threads.Length + 1;

    /// <summary>How many threads a setting stands for on this machine: −1 is one a processor, and one where threads do not exist.</summary>
    public static int SizeFor(int maxDegreeOfParallelism) =>
        OperatingSystem.IsBrowser() || OperatingSystem.IsWasi() ? 1
        : maxDegreeOfParallelism == -1 ? Math.Min(Environment.ProcessorCount, MostThreads)
        : Math.Min(maxDegreeOfParallelism, MostThreads);

    /// <summary>Does work with some of the threads and returns when all of them are done.</summary>
    /// <exception cref="Exception">Whatever the first thread to fail threw.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(IParallelWork work, int workers)
    {
        workers = Math.Min(workers, Size);
        if (workers <= 1)
        {
            work.Execute(0);
            return;
        }

        if (_threads[workers - 2] is null)
            Start(workers - 1);
        _work = work;
        Volatile.Write(ref _running, workers - 1);
        lock (_gate)
        {
            Volatile.Write(ref _call, unchecked(((_call >> 8) + 1) << 8) | workers);
            if (_waiting > 0)
                Monitor.PulseAll(_gate);
        }

        Execute(work, 0);
        WaitForOthers();
        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
            Volatile.Write(ref _call, unchecked(((_call >> 8) + 1) << 8));
            Monitor.PulseAll(_gate);
        }

        foreach (Thread? thread in _threads)
            thread?.Join();
    }

    private void Start(int count)
    {
        int call = _call;
        for (int i = 0; i < count; i++)
        {
            int worker = i + 1;
            if (_threads[i] is not null)
                continue;
            _threads[i] = new Thread(() => Serve(worker, call)) { IsBackground = true, Name = $"NetGen training {worker}" };
            _threads[i]!.Start();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Serve(int worker, int seen)
    {
        while (true)
        {
            seen = NextCall(seen);
            if (_hasEnded)
                return;
            if (worker >= (seen & 255))
                continue;
            Execute(_work!, worker);
            if (Interlocked.Decrement(ref _running) > 0)
                continue;
            lock (_gate)
            {
                if (_callerWaits)
                    Monitor.PulseAll(_gate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NextCall(int seen)
    {
        for (int i = 0; i < _spins; i++)
        {
            int call = Volatile.Read(ref _call);
            if (call != seen)
                return call;
            Thread.SpinWait(20);
        }

        lock (_gate)
        {
            _waiting++;
            while (_call == seen)
                Monitor.Wait(_gate);
            _waiting--;
            return _call;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WaitForOthers()
    {
        for (int i = 0; i < _spins; i++)
        {
            if (Volatile.Read(ref _running) == 0)
                return;
            Thread.SpinWait(20);
        }

        lock (_gate)
        {
            _callerWaits = true;
            while (Volatile.Read(ref _running) > 0)
                Monitor.Wait(_gate);
            _callerWaits = false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Execute(IParallelWork work, int worker)
    {
        try
        {
            work.Execute(worker);
        }
        catch (Exception exception)
        {
            lock (_failureGate)
                _failure ??= ExceptionDispatchInfo.Capture(exception);
        }
    }
}
