using System.Globalization;

namespace NetGen.Samples.Support;

/// <summary>An axis of a picture: where it starts and ends, and its ticks, which are multiples of 1, 2 or 5 times a power of ten.</summary>
internal sealed class Axis
{
    private readonly int _decimals;

    private Axis(double low, double high, double step)
    {
        (Low, High) = (low, high);
        _decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        var ticks = new List<double>();
        for (double i = Math.Ceiling(low / step - 1e-9); i * step <= high + 1e-9 * step; i++)
            ticks.Add(i * step + 0.0); // -0 becomes 0
        Ticks = ticks;
    }

    public double Low { get; }

    public double High { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The axis from one number to another, with ticks at the round numbers between them.</summary>
    public static Axis Between(double low, double high, int ticks = 5)
    {
        (low, high) = Widen(low, high);
        return new Axis(low, high, Step(high - low, ticks));
    }

    /// <summary>The axis from one count to another: ticks are whole numbers.</summary>
    public static Axis OfCounts(double low, double high, int ticks = 8)
    {
        (low, high) = high > low ? (low, high) : (low - 0.5, low + 0.5);
        return new Axis(low, high, Math.Max(1, Step(high - low, ticks)));
    }

    /// <summary>The axis from one round number to another which holds two numbers.</summary>
    public static Axis Around(double low, double high, int ticks = 5)
    {
        (low, high) = Widen(low, high);
        double step = Step(high - low, ticks);
        return new Axis(Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step, step);
    }

    /// <summary>Where a number lies: 0 at the start, 1 at the end.</summary>
    public double Share(double value) => (value - Low) / (High - Low);

    /// <summary>A tick as text: as many decimals as its axis takes, a power of ten where these are many.</summary>
    public string Label(double tick) => Math.Max(Math.Abs(Low), Math.Abs(High)) is >= 1e7 or < 1e-4
        ? tick.ToString("G7", CultureInfo.InvariantCulture)
        : tick.ToString("F" + _decimals, CultureInfo.InvariantCulture);

    private static (double Low, double High) Widen(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high))
            throw new ArgumentException($"An axis goes from one finite number to another, not from {low} to {high}.");
        double least = 1e-6 * Math.Max(Math.Abs(low), Math.Abs(high));
        return high - low > least ? (low, high) : high == 0 ? (0, 1) : (low - 0.5 * Math.Abs(high), high + 0.5 * Math.Abs(high));
    }

    private static double Step(double length, int ticks)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(length / ticks)));
        double times = length / ticks / power;
        return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    }
}
