using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// Finds out by measuring whether a piece of work that is done again and again is faster on several threads or on one. Either way gives
/// the same bits, so the choice is free; on a machine that is busy with other things it often falls on one.
/// </summary>
internal sealed class ThreadChoice(bool mayUseThreads)
{
    private const int Trials = 4;
    private const int FirstStay = 256, LongestStay = 4096;

    // Long work is not tried as often: a trial ends after so many seconds.
    private static readonly long EnoughTicks = Stopwatch.Frequency / 50;

    private int _calls, _stay = FirstStay;
    private Phase _phase = mayUseThreads ? Phase.TryThreads : Phase.One;
    private double _threadsCost, _oneCost;
    private long _ticks, _units, _start;

    private enum Phase
    {
        TryThreads,
        TryOne,
        Threads,
        One,
    }

    /// <summary>Begins a call and tells whether it is to use threads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Begin()
    {
        if (!mayUseThreads)
            return false;
        _start = Stopwatch.GetTimestamp();
        return _phase is Phase.TryThreads or Phase.Threads;
    }

    /// <summary>Ends a call.</summary>
    /// <param name="units">How much work it did, in any unit.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void End(int units)
    {
        if (!mayUseThreads)
            return;
        _calls++;
        if (_phase is Phase.Threads or Phase.One)
        {
            if (_calls >= _stay)
                Enter(Phase.TryThreads);
            return;
        }

        // The first call of a trial wakes threads and fills caches: it does not count unless it is long.
        long ticks = Stopwatch.GetTimestamp() - _start;
        if (_calls > 1 || ticks >= EnoughTicks)
        {
            _ticks += ticks;
            _units += units;
        }

        if (_calls <= Trials && _ticks < EnoughTicks)
            return;
        double cost = (double)_ticks / _units;
        if (_phase == Phase.TryThreads)
        {
            _threadsCost = cost;
            Enter(Phase.TryOne);
            return;
        }

        _oneCost = cost;
        _stay = Math.Min(_stay * 2, LongestStay);
        Enter(_threadsCost < _oneCost ? Phase.Threads : Phase.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Enter(Phase phase) => (_phase, _calls, _ticks, _units) = (phase, 0, 0, 0);
}
