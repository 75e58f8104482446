using System.Buffers;

namespace NetGen;

public sealed partial class Metric
{
    /// <summary>
    /// The area under the receiver operating characteristic: the probability that a row of a class has a larger output for it than a row of
    /// none, equal outputs counting half. With several outputs the mean over them, each against the rest; outputs whose rows are all of
    /// the class or all of none are left out, and NaN is what remains when all are.
    /// </summary>
    public static Metric RocAuc { get; } = new("ROC AUC", true, static (outputs, data) =>
    {
        float[] scores = ArrayPool<float>.Shared.Rent(data.Count);
        bool[] isOfClass = ArrayPool<bool>.Shared.Rent(data.Count);
        double sum = 0;
        int measured = 0;
        for (int output = 0; output < data.OutputSize; output++)
        {
            for (int row = 0; row < data.Count; row++)
            {
                scores[row] = outputs[row * data.OutputSize + output];
                isOfClass[row] = data.Target(row)[output] >= 0.5f;
            }

            double area = Area(scores.AsSpan(0, data.Count), isOfClass.AsSpan(0, data.Count));
            if (double.IsNaN(area))
                continue;
            sum += area;
            measured++;
        }

        ArrayPool<float>.Shared.Return(scores);
        ArrayPool<bool>.Shared.Return(isOfClass);
        return sum / measured;
    });

    /// <summary>The area from ranks (Mann and Whitney); equal scores share the mean of their ranks.</summary>
    private static double Area(Span<float> scores, Span<bool> isOfClass)
    {
        scores.Sort(isOfClass);
        double ranks = 0;
        long ofClass = 0;
        for (int start = 0; start < scores.Length;)
        {
            int end = start, inGroup = 0;
            for (; end < scores.Length && scores[end] == scores[start]; end++)
                inGroup += isOfClass[end] ? 1 : 0;
            if (end == start)
                return double.NaN;
            ranks += inGroup * (start + 1 + end) / 2.0;
            ofClass += inGroup;
            start = end;
        }

        long others = scores.Length - ofClass;
        return ofClass == 0 || others == 0 ? double.NaN : (ranks - ofClass * (ofClass + 1) / 2.0) / ofClass / others;
    }
}
