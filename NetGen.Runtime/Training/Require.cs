using NetGen.Runtime;

namespace NetGen;

/// <summary>Checks of settings: each returns the value or throws an <see cref="ArgumentOutOfRangeException"/> that names it, its range and what it was.</summary>
internal static class Require
{
    public static float Positive(float value, string name) =>
        value > 0 && float.IsFinite(value) ? value : throw OutOfRange(value, name, "more than 0 and finite");

    public static float NotNegative(float value, string name) =>
        value >= 0 && float.IsFinite(value) ? value : throw OutOfRange(value, name, "0 or more and finite");

    public static float Finite(float value, string name) =>
        float.IsFinite(value) ? value : throw OutOfRange(value, name, "a finite number");

    /// <summary>0 or more and less than 1.</summary>
    public static float Share(float value, string name) =>
        value >= 0 && value < 1 ? value : throw OutOfRange(value, name, "0 or more and less than 1");

    /// <summary>0 to 1, both included.</summary>
    public static float UnitInterval(float value, string name) =>
        value >= 0 && value <= 1 ? value : throw OutOfRange(value, name, "0 to 1");

    public static int AtLeast(int value, int least, string name) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be {least} or more, but is {value}.");

    /// <summary>How many floats some rows are, if one block can hold them.</summary>
    /// <exception cref="ArgumentException">They are more than a block can hold.</exception>
    public static int Floats(int rows, int size, string what)
    {
        long floats = (long)rows * size;
        return floats <= Array.MaxLength - ParameterBlock.Slack - Buffers.AlignmentSlack
            ? (int)floats
            : throw new ArgumentException($"{rows} rows of {size} {what} are {floats} floats, but one array holds at most {Array.MaxLength}. Take fewer rows at a time.");
    }

    private static ArgumentOutOfRangeException OutOfRange(float value, string name, string range) =>
        new(name, value, $"{name} must be {range}, but is {value}.");
}
