using System.ComponentModel;

namespace NetGen;

/// <summary>
/// Which targets a loss can learn from. <see cref="Trainer"/> checks all targets against it before it changes anything, so that a loss never
/// runs on numbers it has no meaning for: pixels from 0 to 255 under a cross-entropy of 0 to 1, or −1 and 1 instead of 0 and 1.
/// </summary>
public sealed record TargetRange
{
    private TargetRange(float least, float largest, bool isOneClass = false) => (Least, Largest, IsOneClass) = (least, largest, isOneClass);

    /// <summary>All finite numbers: what losses over distances take.</summary>
    public static TargetRange Any { get; } = new(float.MinValue, float.MaxValue);

    /// <summary>0 to 1: what binary cross-entropy takes.</summary>
    public static TargetRange UnitInterval { get; } = new(0, 1);

    /// <summary>0 or more: what cross-entropy over classes takes, one-hot rows or any other shares.</summary>
    public static TargetRange NotNegative { get; } = new(0, float.MaxValue);

    /// <summary>One class a row: a single 1 among zeros, or among −1. What hinges take.</summary>
    public static TargetRange OneClass { get; } = new(-1, 1, isOneClass: true);

    /// <summary>The least target.</summary>
    public float Least { get; }

    /// <summary>The largest target.</summary>
    public float Largest { get; }

    /// <summary>Whether a row names one class: see <see cref="OneClass"/>.</summary>
    public bool IsOneClass { get; }

    /// <summary>All numbers of an interval.</summary>
    /// <param name="least">The least target, finite.</param>
    /// <param name="largest">The largest target, finite and not less.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not finite, or the largest is less than the least.</exception>
    public static TargetRange Between(float least, float largest)
    {
        Require.Finite(least, nameof(least));
        Require.Finite(largest, nameof(largest));
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, least);
        return new TargetRange(least, largest);
    }

    /// <summary>The range that a user's own loss states.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static TargetRange Of<TLoss>()
        where TLoss : ILoss => TLoss.Targets;

    /// <summary>The range in words.</summary>
    public override string ToString() =>
        IsOneClass ? "one class a row, a single 1 among zeros"
        : Least == float.MinValue && Largest == float.MaxValue ? "finite numbers"
        : Largest == float.MaxValue ? $"{Least} or more"
        : Least == float.MinValue ? $"{Largest} or less"
        : $"{Least} to {Largest}";
}
