namespace NetGen;

public sealed partial class Dataset
{
    /// <summary>
    /// Makes a dataset of windows that slide over a series: a row's inputs are <paramref name="length"/> steps that follow each other, its
    /// targets the <paramref name="horizon"/> steps after them, all features of each. The series is kept, not copied, whatever windows have
    /// in common.
    /// </summary>
    /// <param name="series">Steps of <paramref name="features"/> numbers, one after the other.</param>
    /// <param name="length">How many steps a window has, 1 or more.</param>
    /// <param name="horizon">How many steps are to be foretold, 1 or more.</param>
    /// <param name="features">How many numbers a step has, 1 or more.</param>
    /// <param name="stride">How many steps lie between the starts of two windows, 1 or more.</param>
    /// <remarks>
    /// Windows overlap: a random <see cref="Split"/> puts nearly the same rows on both sides. <see cref="Take"/> the first for training and
    /// <see cref="Skip"/> at least length + horizon windows more for a test of the time after.
    /// </remarks>
    /// <exception cref="ArgumentException">The series holds no whole number of steps, or fewer than one window and its targets need.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static Dataset Windows(float[] series, int length, int horizon = 1, int features = 1, int stride = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        return SlideOver(series, series, length, features, horizon, features, length, stride);
    }

    /// <summary>
    /// Makes a dataset of windows that slide over a series, with targets of their own: those of the step <paramref name="ahead"/> steps after
    /// the window's last. Nothing is copied.
    /// </summary>
    /// <param name="series">Steps of <paramref name="features"/> numbers, one after the other.</param>
    /// <param name="targets">As many steps of <paramref name="outputSize"/> numbers.</param>
    /// <param name="length">How many steps a window has, 1 or more.</param>
    /// <param name="features">How many numbers a step has, 1 or more.</param>
    /// <param name="outputSize">How many targets a step has, 1 or more.</param>
    /// <param name="ahead">How many steps after the window's last the targets lie: 0 or more; 0 for those of the last step itself.</param>
    /// <param name="stride">How many steps lie between the starts of two windows, 1 or more.</param>
    /// <exception cref="ArgumentException">An array holds no whole number of steps, the two have different numbers of steps, or there are too few for a window.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Dataset Windows(float[] series, float[] targets, int length, int features, int outputSize, int ahead = 0, int stride = 1)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ahead);
        int steps = CountRows(series, features);
        if (targets.Length != (long)steps * outputSize)
        {
            throw new ArgumentException(
                $"Expected {steps} steps of {outputSize} targets, {(long)steps * outputSize} in all, as the series has {steps} steps, but got {targets.Length}.",
                nameof(targets));
        }

        return SlideOver(series, targets, length, features, 1, outputSize, length - 1L + ahead, stride);
    }

    private static Dataset SlideOver(
        float[] series, float[] targets, int length, int features, int targetSteps, int targetFeatures, long firstTarget, int stride)
    {
        int steps = CountRows(series, features);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        long needed = Math.Max(length, firstTarget + targetSteps);
        if (steps < needed)
            throw new ArgumentException($"A window of {length} steps with its targets needs {needed} steps, but the series has {steps}.", nameof(series));
        int count = (int)((steps - needed) / stride + 1);
        return new Dataset(
            series, targets, length * features, targetSteps * targetFeatures, count, StrideOf(stride, features, count), StrideOf(stride, targetFeatures, count),
            (int)firstTarget * targetFeatures);
    }

    // With a single window there is no next one, however far it would be.
    private static int StrideOf(int steps, int size, int count) => count == 1 ? 0 : steps * size;
}
