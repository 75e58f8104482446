using NetGen.Runtime.Randomness;

namespace NetGen;

public sealed partial class Dataset
{
    /// <summary>Returns a view of the same rows in a random order; the same seed gives the same order.</summary>
    /// <param name="seed">The seed.</param>
    public Dataset Shuffle(int seed)
    {
        int[] rows = new int[Count];
        for (int row = 0; row < rows.Length; row++)
            rows[row] = row;
        Permutation.Shuffle(rows, new RandomBits((ulong)seed, Permutation.DatasetStream));
        return ViewOf(rows);
    }

    /// <summary>Returns a view of some rows that follow each other.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many rows, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all within the dataset, or there is none.</exception>
    public Dataset Slice(int start, int count)
    {
        if ((uint)start >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"The dataset has {Count} rows.");
        if (count < 1 || count > Count - start)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Expected 1 to {Count - start} rows from row {start} on, as the dataset has {Count}.");
        return new Dataset(this, _weights, _order, _start + start, count);
    }

    /// <summary>Returns a view of the first rows.</summary>
    /// <param name="count">How many rows, 1 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer rows, or none was asked for.</exception>
    public Dataset Take(int count) => Slice(0, count);

    /// <summary>Returns a view of all but the first rows.</summary>
    /// <param name="count">How many rows to leave out, 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No row would be left, or the number is negative.</exception>
    public Dataset Skip(int count)
    {
        if ((uint)count >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Expected 0 to {Count - 1} rows to skip, as the dataset has {Count}.");
        return Slice(count, Count - count);
    }

    /// <summary>Returns a view of chosen rows, in the order given.</summary>
    /// <param name="rows">The rows, 1 or more, each from 0 to <see cref="Count"/> − 1; a row may come twice.</param>
    /// <exception cref="ArgumentException">No row was chosen.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Dataset Select(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
            throw new ArgumentException("Expected at least one row, but there is none.", nameof(rows));
        return ViewOf(rows);
    }

    /// <summary>Splits the rows at random into two views; the same seed gives the same split.</summary>
    /// <param name="fraction">
    /// The share of rows that goes to the first view, more than 0 and less than 1: 0.8 makes 80 % for training and 20 % for testing.
    /// The number of rows is rounded, and each view gets at least one.
    /// </param>
    /// <param name="seed">The seed.</param>
    /// <param name="stratified">Whether every class (see <see cref="Label"/>) is split by the fraction for itself, so that both views hold the classes in like shares.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There is only one row.</exception>
    public (Dataset Train, Dataset Test) Split(double fraction, int seed, bool stratified = false)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Expected a fraction of more than 0 and less than 1.");
        if (Count < 2)
            throw new InvalidOperationException("A dataset of one row cannot be split.");

        Dataset shuffled = Shuffle(seed);
        int first = Math.Clamp((int)Math.Round(Count * fraction, MidpointRounding.AwayFromZero), 1, Count - 1);
        if (!stratified)
            return (shuffled.Take(first), shuffled.Skip(first));

        int[] quotas = shuffled.ShareOut(fraction, first);
        int[] split = new int[Count];
        int head = 0, tail = first;
        for (int row = 0; row < Count; row++)
            split[quotas[shuffled.Label(row)]-- > 0 ? head++ : tail++] = row;
        Dataset whole = shuffled.ViewOf(split);
        return (whole.Take(first), whole.Skip(first));
    }

    /// <summary>
    /// Cuts the rows at random into k parts of equal size, give or take one row, and returns each part as validation set beside
    /// all others as training set: k-fold cross-validation.
    /// </summary>
    /// <param name="count">The number of parts k, 2 to <see cref="Count"/>.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stratified">Whether every part gets its like share of every class (see <see cref="Label"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of parts is less than 2 or more than there are rows.</exception>
    public (Dataset Train, Dataset Validation)[] Folds(int count, int seed, bool stratified = false)
    {
        if (count < 2 || count > Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Expected 2 to {Count} folds, as the dataset has {Count} rows.");

        // Dealing out the shuffled rows in turn, class after class where stratified, makes even parts.
        Dataset shuffled = Shuffle(seed);
        int[] dealt = [.. Enumerable.Range(0, Count)];
        if (stratified)
            dealt = [.. dealt.OrderBy(row => shuffled.Label(row))];

        var folds = new (Dataset, Dataset)[count];
        for (int fold = 0; fold < count; fold++)
        {
            int size = (Count - fold + count - 1) / count;
            int[] order = new int[Count];
            int validation = Count - size, train = 0;
            for (int i = 0; i < Count; i++)
                order[i % count == fold ? validation++ : train++] = dealt[i];
            Dataset whole = shuffled.ViewOf(order);
            folds[fold] = (whole.Take(Count - size), whole.Skip(Count - size));
        }

        return folds;
    }

    /// <summary>
    /// Returns a view whose rows count differently: a row's loss and gradients are multiplied by its weight in training, and evaluation and
    /// metrics are means weighted by it. A row that the view holds twice has a weight for each.
    /// </summary>
    /// <param name="weights">One weight a row of this dataset, each 0 or more and finite.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights than rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite; the message names the row.</exception>
    public Dataset WithWeights(ReadOnlySpan<float> weights)
    {
        if (weights.Length != Count)
            throw new ArgumentException($"Expected {Count} weights, one a row, but got {weights.Length}.", nameof(weights));
        float[] byPosition = new float[_start + Count];
        for (int row = 0; row < Count; row++)
        {
            if (!(weights[row] >= 0 && float.IsFinite(weights[row])))
                throw new ArgumentOutOfRangeException(nameof(weights), weights[row], $"Expected weights of 0 or more, but row {row} has {weights[row]}.");
            byPosition[_start + row] = weights[row];
        }

        return new Dataset(this, byPosition, _order, _start, Count);
    }

    /// <summary>A view of some rows of this view, each with the weight it has here.</summary>
    private Dataset ViewOf(ReadOnlySpan<int> rows)
    {
        int[] order = new int[rows.Length];
        float[]? weights = _weights is null ? null : new float[rows.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = Place(rows[i]);
            if (weights is not null)
                weights[i] = _weights![_start + rows[i]];
        }

        return new Dataset(this, weights, order, 0, order.Length);
    }

    /// <summary>How many rows of each class go to the first part, by largest remainders, so that they sum up to <paramref name="total"/>.</summary>
    private int[] ShareOut(double fraction, int total)
    {
        int classes = Math.Max(OutputSize, 2);
        int[] counts = new int[classes], quotas = new int[classes];
        for (int row = 0; row < Count; row++)
            counts[Label(row)]++;
        int given = 0;
        for (int c = 0; c < classes; c++)
            given += quotas[c] = (int)(counts[c] * fraction);
        foreach (int c in Enumerable.Range(0, classes).OrderByDescending(c => counts[c] * fraction - quotas[c]))
        {
            if (given < total && quotas[c] < counts[c])
            {
                quotas[c]++;
                given++;
            }
        }

        return quotas;
    }
}
