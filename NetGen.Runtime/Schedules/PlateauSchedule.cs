using System.Runtime.CompilerServices;

namespace NetGen;

public abstract partial record Schedule
{
    /// <summary>
    /// The learning rate is multiplied when the loss no longer falls: the validation loss, or the training loss where nothing is validated.
    /// A loss counts as lower when it is less than the lowest so far times (1 − threshold). PyTorch: <c>ReduceLROnPlateau</c>.
    /// </summary>
    /// <param name="factor">What it is multiplied by, more than 0 and less than 1.</param>
    /// <param name="patience">How many epochs in a row may pass without a lower loss, 0 or more.</param>
    /// <param name="threshold">By what share the loss must fall, 0 or more and less than 1.</param>
    /// <param name="cooldown">How many epochs after a change are not counted, 0 or more.</param>
    /// <param name="minimumLearningRate">The learning rate never falls below this, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule ReduceOnPlateau(
        float factor = 0.1f, int patience = 10, float threshold = 1e-4f, int cooldown = 0, float minimumLearningRate = 0)
    {
        if (!(factor > 0 && factor < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, $"factor must be more than 0 and less than 1, but is {factor}.");
        return new PlateauSchedule(
            factor, Require.AtLeast(patience, 0, nameof(patience)), Require.Share(threshold, nameof(threshold)),
            Require.AtLeast(cooldown, 0, nameof(cooldown)), Require.NotNegative(minimumLearningRate, nameof(minimumLearningRate)));
    }
}

internal sealed record PlateauSchedule(float Factor, int Patience, float Threshold, int Cooldown, float MinimumLearningRate) : Schedule
{
    internal override PlateauSchedule Plateau => this;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length) => 1;
}
