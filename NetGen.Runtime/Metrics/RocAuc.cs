using System.Buffers;
using NetGen.Runtime.Training;

namespace NetGen;

public sealed partial class Metric
{
    private delegate double RankMeasure(ReadOnlySpan<float> scores, ReadOnlySpan<int> order, ReadOnlySpan<bool> isOfClass, Dataset data);

    /// <summary>
    /// The area under the receiver operating characteristic: the probability that a row of a class has a larger output for it than a row of
    /// none, equal outputs counting half. With several outputs the mean over them, each against the rest; outputs whose rows are all of
    /// the class or all of none are left out, and NaN is what remains when all are, or an output is NaN.
    /// </summary>
    public static Metric RocAuc { get; } = new("ROC AUC", true, Needs.Answers, static (outputs, data) => MeanOverRankings(outputs, data, static (scores, order, isOfClass, data) => Area(scores, order, isOfClass, data)));

    /// <summary>
    /// Average precision: the mean of the precisions at every threshold, weighted by how much recall it adds; what is left of ROC AUC where
    /// positives are few. With several outputs the mean over them, each against the rest; outputs without a row of the class are left out, and NaN
    /// is what remains when all are, or an output is NaN.
    /// </summary>
    public static Metric AveragePrecision { get; } = new("average precision", true, Needs.Answers, static (outputs, data) => MeanOverRankings(outputs, data, static (scores, order, isOfClass, data) => PrecisionOverRecall(scores, order, isOfClass, data)));

    private static double MeanOverRankings(ReadOnlySpan<float> outputs, Dataset data, RankMeasure measure)
    {
        float[] scores = ArrayPool<float>.Shared.Rent(data.Count);
        int[] order = ArrayPool<int>.Shared.Rent(data.Count);
        bool[] isOfClass = ArrayPool<bool>.Shared.Rent(data.Count);
        double sum = 0;
        int measured = 0;
        for (int output = 0; output < data.OutputSize; output++)
        {
            for (int row = 0; row < data.Count; row++)
            {
                scores[row] = outputs[row * data.OutputSize + output];
                order[row] = row;
                isOfClass[row] = data.Kind == TargetKind.Classes ? data.Label(row) == output : data.Target(row)[output] >= 0.5f;
                if (float.IsNaN(scores[row]))
                    sum = double.NaN;
            }

            scores.AsSpan(0, data.Count).Sort(order.AsSpan(0, data.Count));
            double value = measure(scores.AsSpan(0, data.Count), order, isOfClass, data);
            if (double.IsNaN(value))
                continue;
            sum += value;
            measured++;
        }

        ArrayPool<float>.Shared.Return(scores);
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<bool>.Shared.Return(isOfClass);
        return measured == 0 ? double.NaN : sum / measured;
    }

    /// <summary>Every row of the class is ahead of those of none below it and of half of those beside it.</summary>
    private static double Area(ReadOnlySpan<float> scores, ReadOnlySpan<int> order, ReadOnlySpan<bool> isOfClass, Dataset data)
    {
        double pairs = 0, ofClass = 0, others = 0;
        for (int start = 0; start < scores.Length;)
        {
            int end = start;
            double inGroup = 0, othersInGroup = 0;
            do
            {
                double weight = data.Weight(order[end]);
                inGroup += isOfClass[order[end]] ? weight : 0;
                othersInGroup += isOfClass[order[end]] ? 0 : weight;
            }
            while (++end < scores.Length && scores[end] == scores[start]);
            pairs += inGroup * (others + othersInGroup / 2);
            ofClass += inGroup;
            others += othersInGroup;
            start = end;
        }

        return ofClass == 0 || others == 0 ? double.NaN : pairs / ofClass / others;
    }

    private static double PrecisionOverRecall(ReadOnlySpan<float> scores, ReadOnlySpan<int> order, ReadOnlySpan<bool> isOfClass, Dataset data)
    {
        double sum = 0, ofClass = 0, all = 0;
        for (int end = scores.Length - 1; end >= 0;)
        {
            int start = end;
            double inGroup = 0;
            do
            {
                double weight = data.Weight(order[start]);
                inGroup += isOfClass[order[start]] ? weight : 0;
                all += weight;
            }
            while (--start >= 0 && scores[start] == scores[end]);
            ofClass += inGroup;
            sum += all == 0 ? 0 : inGroup * (ofClass / all);
            end = start;
        }

        return ofClass == 0 ? double.NaN : sum / ofClass;
    }
}
