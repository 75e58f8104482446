using System.Runtime.CompilerServices;

namespace NetGen;

public abstract partial record Schedule
{
    /// <summary>
    /// The factor falls along half a cosine from 1 to a minimum: minimum + (1 − minimum)·(1 + cos(π·t/length))/2, then stays there.
    /// PyTorch: <c>CosineAnnealingLR</c>.
    /// </summary>
    /// <param name="minimum">Where it ends, 0 to 1.</param>
    /// <param name="length">After how many steps it is there, 1 or more; the whole training when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule Cosine(float minimum = 0, int? length = null) =>
        new CosineSchedule(Require.UnitInterval(minimum, nameof(minimum)), length is { } given ? RequireLength(given, nameof(length)) : null)
        {
            Unit = ScheduleUnit.Step,
        };

    /// <summary>
    /// The factor falls along half a cosine again and again, each time beginning at 1; every period is some times as long as the one before.
    /// PyTorch: <c>CosineAnnealingWarmRestarts</c>.
    /// </summary>
    /// <param name="firstPeriod">How many epochs the first period has, 1 or more.</param>
    /// <param name="periodFactor">How many times as long the next period is, 1 or more.</param>
    /// <param name="minimum">Where every period ends, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule CosineRestarts(int firstPeriod, int periodFactor = 1, float minimum = 0) =>
        new CosineRestartsSchedule(
            RequireLength(firstPeriod, nameof(firstPeriod)), RequireLength(periodFactor, nameof(periodFactor)),
            Require.UnitInterval(minimum, nameof(minimum)));
}

internal sealed record CosineSchedule(float Minimum, long? Length) : Schedule
{
    internal override bool SpansTraining => Length is null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length)
    {
        long end = Length ?? length;
        return At((double)Math.Min(time, end) / end, Minimum);
    }

    /// <summary>Half a cosine from 1 to the minimum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double At(double share, double minimum) => minimum + (1 - minimum) * (1 + Math.Cos(Math.PI * share)) / 2;
}

internal sealed record CosineRestartsSchedule(long FirstPeriod, long PeriodFactor, float Minimum) : Schedule
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length)
    {
        long period = FirstPeriod;
        if (PeriodFactor == 1)
            time %= period;
        else
        {
            for (; time >= period; period *= PeriodFactor)
                time -= period;
        }

        return CosineSchedule.At((double)time / period, Minimum);
    }
}
