using System.Runtime.CompilerServices;

namespace NetGen;

public abstract partial record Schedule
{
    /// <summary>The factor is multiplied at given epochs: factor^(how many of them are ≤ t). PyTorch: <c>MultiStepLR</c>.</summary>
    /// <param name="milestones">The epochs, each 1 or more and more than the one before.</param>
    /// <param name="factor">What it is multiplied by, more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of its range, or a milestone is not more than the one before.</exception>
    public static Schedule MultiStep(ReadOnlySpan<int> milestones, float factor = 0.1f)
    {
        int previous = 0;
        foreach (int milestone in milestones)
        {
            if (milestone <= previous)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(milestones), milestone, $"Milestones must be 1 or more and grow, but {milestone} follows {previous}.");
            }

            previous = milestone;
        }

        return new MultiStepSchedule(milestones.ToArray(), Require.Positive(factor, nameof(factor)));
    }
}

internal sealed record MultiStepSchedule(int[] Milestones, float Factor) : Schedule
{
    public bool Equals(MultiStepSchedule? other) =>
        other is not null && base.Equals(other) && Factor == other.Factor && Milestones.AsSpan().SequenceEqual(other.Milestones);

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Factor, Milestones.Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length)
    {
        int passed = 0;
        foreach (int milestone in Milestones)
            passed += milestone <= time ? 1 : 0;
        return Math.Pow(Factor, passed);
    }

    protected override bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Unit = ").Append(Unit).Append(", Milestones = ").AppendJoin(' ', Milestones).Append(", Factor = ").Append(Factor);
        return true;
    }
}
