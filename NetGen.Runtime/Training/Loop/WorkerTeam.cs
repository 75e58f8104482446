using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// A few threads that do one piece of work after another together with the caller's thread. Handing out work allocates nothing but threads:
/// they start with the first work, end when they are told to or nothing came for a while, and start again.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private const int MostThreads = 64;

    // A trainer has no end: threads of one that is no longer used must not keep it alive.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

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

        lock (_gate)
        {
            Start(workers - 1);
            _work = work;
            Volatile.Write(ref _running, workers - 1);
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

    /// <summary>Ends the threads. More work starts them again.</summary>
    public void Dispose()
    {
        Thread?[] threads = [.. _threads];
        lock (_gate)
        {
            _hasEnded = true;
            Volatile.Write(ref _call, unchecked(((_call >> 8) + 1) << 8));
            Monitor.PulseAll(_gate);
        }

        foreach (Thread? thread in threads)
            thread?.Join();
        Array.Clear(_threads);
        _hasEnded = false;
    }

    private void Start(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (_threads[i] is null)
                Start(i + 1, _call);
        }
    }

    // Apart, so that nothing is captured where all threads run.
    private void Start(int worker, int call)
    {
        var thread = new Thread(() => Serve(worker, call)) { IsBackground = true, Name = $"NetGen training {worker}" };
        _threads[worker - 1] = thread;
        thread.Start();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Serve(int worker, int seen)
    {
        while (true)
        {
            if (!NextCall(ref seen, worker) || _hasEnded)
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
    private bool NextCall(ref int seen, int worker)
    {
        for (int i = 0; i < _spins; i++)
        {
            int call = Volatile.Read(ref _call);
            if (call != seen)
            {
                seen = call;
                return true;
            }

            Thread.SpinWait(20);
        }

        lock (_gate)
        {
            _waiting++;
            bool isInTime = true;
            while (_call == seen && isInTime)
                isInTime = Monitor.Wait(_gate, Patience);
            _waiting--;
            if (_call == seen)
            {
                _threads[worker - 1] = null;
                return false;
            }

            seen = _call;
            return true;
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
