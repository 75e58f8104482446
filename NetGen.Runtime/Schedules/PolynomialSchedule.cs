using System.Runtime.CompilerServices;

namespace NetGen;

public abstract partial record Schedule
{
    /// <summary>The factor falls to 0 by a power: (1 − t/length)^power, then stays 0. PyTorch: <c>PolynomialLR</c>.</summary>
    /// <param name="power">The power, more than 0; 1 makes a line.</param>
    /// <param name="length">After how many steps it is 0, 1 or more; the whole training when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule Polynomial(float power = 1, int? length = null) =>
        new PolynomialSchedule(Require.Positive(power, nameof(power)), length is { } given ? RequireLength(given, nameof(length)) : null)
        {
            Unit = ScheduleUnit.Step,
        };
}

internal sealed record PolynomialSchedule(float Power, long? Length) : Schedule
{
    internal override bool SpansTraining => Length is null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length)
    {
        long end = Length ?? length;
        return Math.Pow(1 - (double)Math.Min(time, end) / end, Power);
    }
}
