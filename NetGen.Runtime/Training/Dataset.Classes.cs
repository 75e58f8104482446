using NetGen.Runtime.Training;

namespace NetGen;

public sealed partial class Dataset
{
    /// <summary>What the rows of targets are.</summary>
    internal TargetKind Kind => _traits.KindOf(this);

    /// <summary>What the rows' weights add up to: how many there are where they have none.</summary>
    internal double TotalWeight
    {
        get
        {
            if (_weights is null)
                return Count;
            double sum = 0;
            for (int row = 0; row < Count; row++)
                sum += _weights[_start + row];
            return sum;
        }
    }

    /// <summary>How many rows there are of each class; rows count 1, whatever their weight.</summary>
    /// <returns>One number a class, two for a single target.</returns>
    /// <exception cref="InvalidOperationException">Rows have no class: several labels at once, or numbers.</exception>
    public int[] ClassCounts()
    {
        RequireClasses(nameof(ClassCounts));
        int[] counts = new int[Math.Max(OutputSize, 2)];
        for (int row = 0; row < Count; row++)
            counts[Label(row)]++;
        return counts;
    }

    /// <summary>
    /// Weights for <see cref="TrainingOptions.ClassWeights"/> that let every class count alike, however rare: rows / (classes · rows of the
    /// class), scikit-learn's <c>class_weight="balanced"</c>. Classes without rows are not counted and get 0.
    /// </summary>
    /// <returns>One weight a class, two for a single target.</returns>
    /// <exception cref="InvalidOperationException">Rows have no class: several labels at once, or numbers.</exception>
    public float[] BalancedClassWeights()
    {
        RequireClasses(nameof(BalancedClassWeights));
        int[] counts = ClassCounts();
        int present = counts.Count(count => count > 0);
        return Array.ConvertAll(counts, count => count == 0 ? 0 : (float)(Count / ((double)present * count)));
    }

    /// <summary>The same rows with other inputs, in this view's order.</summary>
    internal Dataset WithInputs(float[] inputs)
    {
        float[]? targets = null, weights = _weights is null ? null : new float[Count];
        int[]? labels = null;
        if (_labels is null)
        {
            targets = new float[(long)Count * OutputSize];
            for (int row = 0; row < Count; row++)
                Target(row).CopyTo(targets.AsSpan(row * OutputSize));
        }
        else
        {
            labels = new int[Count];
            for (int row = 0; row < Count; row++)
                labels[row] = Label(row);
        }

        for (int row = 0; row < weights?.Length; row++)
            weights[row] = Weight(row);
        return new Dataset(this, inputs, targets, labels, weights);
    }

    private void RequireClasses(string member)
    {
        if (Kind is not (TargetKind.Classes or TargetKind.TwoClasses))
            throw new InvalidOperationException($"{member} is of rows that have a class each, but these have {TargetTraits.Name(Kind)}.");
    }

    /// <summary>What all rows of the arrays are, found when it is first asked for and shared by all views of them.</summary>
    private sealed class TargetTraits(int places, TargetKind? kind = null)
    {
        // Sums of a few shares are this near to 1.
        private const float ShareTolerance = 1e-3f;
        private TargetKind? _kind = kind;

        public static string Name(TargetKind kind) => kind == TargetKind.Labels ? "several labels at once" : "numbers for targets";

        public TargetKind KindOf(Dataset data) => _kind ??= Find(data);

        private TargetKind Find(Dataset data)
        {
            int size = data.OutputSize;
            bool isBinary = true, isOneClass = true, areShares = size > 1;
            for (int place = 0; place < places && (isBinary || isOneClass || areShares); place++)
            {
                ReadOnlySpan<float> row = data.TargetAt(place);
                double sum = 0;
                int ones = 0, others = 0;
                foreach (float t in row)
                {
                    ones += t == 1 ? 1 : 0;
                    others += t == 0 ? 1 : 0;
                    sum += t;
                    areShares &= t >= 0;
                }

                isBinary &= ones + others == size;
                isOneClass &= size > 1 && TargetCheck.IsOneClass(row);
                areShares &= Math.Abs(sum - 1) <= ShareTolerance;
            }

            return isOneClass || areShares ? TargetKind.Classes
                : !isBinary ? TargetKind.Numbers
                : size == 1 ? TargetKind.TwoClasses
                : TargetKind.Labels;
        }
    }
}
