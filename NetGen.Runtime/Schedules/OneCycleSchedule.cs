using System.Runtime.CompilerServices;

namespace NetGen;

public abstract partial record Schedule
{
    /// <summary>
    /// One cycle (Smith and Topin, 2018): along half cosines from 1/startDivisor up to 1, then down to 1/(startDivisor·endDivisor).
    /// PyTorch: <c>OneCycleLR</c> with the learning rate as <c>max_lr</c>.
    /// </summary>
    /// <param name="risingShare">The share of the training in which it rises, more than 0 and less than 1.</param>
    /// <param name="startDivisor">What 1 is divided by at the start, 1 or more.</param>
    /// <param name="endDivisor">What the start is divided by at the end, 1 or more.</param>
    /// <param name="length">How many steps the cycle has, 2 or more; the whole training when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule OneCycle(float risingShare = 0.3f, float startDivisor = 25, float endDivisor = 1e4f, int? length = null)
    {
        if (!(risingShare > 0 && risingShare < 1))
            throw new ArgumentOutOfRangeException(nameof(risingShare), risingShare, $"risingShare must be more than 0 and less than 1, but is {risingShare}.");
        if (!(startDivisor >= 1 && float.IsFinite(startDivisor)))
            throw new ArgumentOutOfRangeException(nameof(startDivisor), startDivisor, $"startDivisor must be 1 or more and finite, but is {startDivisor}.");
        if (!(endDivisor >= 1 && float.IsFinite(endDivisor)))
            throw new ArgumentOutOfRangeException(nameof(endDivisor), endDivisor, $"endDivisor must be 1 or more and finite, but is {endDivisor}.");
        return new OneCycleSchedule(risingShare, startDivisor, endDivisor, length is { } given ? Require.AtLeast(given, 2, nameof(length)) : null)
        {
            Unit = ScheduleUnit.Step,
        };
    }
}

internal sealed record OneCycleSchedule(float RisingShare, float StartDivisor, float EndDivisor, long? Length) : Schedule
{
    internal override bool SpansTraining => Length is null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length)
    {
        // The last step has the lowest rate, so a cycle of n steps has n − 1 intervals.
        double last = (Length ?? length) - 1, top = (double)RisingShare * (last + 1) - 1;
        double start = 1.0 / StartDivisor, end = start / EndDivisor, now = Math.Min(time, last);
        if (top > 0 && now <= top)
            return start + (1 - start) * (1 - Math.Cos(Math.PI * now / top)) / 2;
        double share = last > Math.Max(top, 0) ? (now - Math.Max(top, 0)) / (last - Math.Max(top, 0)) : 1;
        return CosineSchedule.At(share, end);
    }
}
