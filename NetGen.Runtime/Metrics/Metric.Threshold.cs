using NetGen.Runtime.Training;

namespace NetGen;

public sealed partial class Metric
{
    private bool HasOwnThreshold => _ofAnswers is not null && _threshold != Runtime.Training.Accuracy.Threshold;

    /// <summary>The same measure with another threshold than ½: for a single output, or for every one of several labels.</summary>
    /// <param name="threshold">From which output on the answer is yes.</param>
    /// <exception cref="InvalidOperationException">The measure has no threshold.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public Metric WithThreshold(float threshold)
    {
        RequireThreshold();
        string name = NameWithoutThreshold;
        return new Metric(threshold == Runtime.Training.Accuracy.Threshold ? name : $"{name} at {threshold:G4}", _needs, _ofAnswers!, Require.Finite(threshold, nameof(threshold)));
    }

    /// <summary>
    /// Finds the threshold with which the measure is best: to be chosen on validation data and used on others, with <see cref="WithThreshold"/>,
    /// <see cref="ConfusionMatrix.Of(ReadOnlySpan{float}, Dataset, float)"/> and in use. Of several it is the one next to ½; between two
    /// outputs it is their middle.
    /// </summary>
    /// <param name="outputs">The outputs of all rows, row-major.</param>
    /// <param name="data">The rows: single targets of 0 and 1, or several labels, which then share a threshold.</param>
    /// <exception cref="InvalidOperationException">The measure has no threshold.</exception>
    /// <exception cref="ArgumentException">The rows do not fit the outputs or the measure, or an output is not finite.</exception>
    public float BestThreshold(ReadOnlySpan<float> outputs, Dataset data)
    {
        RequireThreshold();
        MetricArguments.Check(outputs, data);
        CheckTargets(data, nameof(data));
        if (data.Kind == TargetKind.Classes)
            throw new ArgumentException($"'{Name}' has no threshold where the largest of several outputs is the answer.", nameof(data));
        if (Finite.IndexOfOther(outputs) is >= 0 and int place)
            throw new ArgumentException($"Expected finite outputs, but output {place % data.OutputSize} of row {place / data.OutputSize} is {outputs[place]}.", nameof(outputs));

        // From the threshold that nothing reaches downwards, one answer after the other becomes yes.
        float[] scores = outputs.ToArray();
        int[] order = new int[scores.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(scores, order);
        var sweep = new ThresholdSweep(data);
        float best = float.BitIncrement(scores[^1]);
        double bestValue = _ofAnswers!(sweep.Counts);
        for (int i = scores.Length - 1; i >= 0; i--)
        {
            sweep.Answer(order[i]);
            if (i > 0 && scores[i - 1] == scores[i])
                continue;
            double value = _ofAnswers(sweep.Counts);
            float threshold = i == 0 ? scores[0] : Between(scores[i - 1], scores[i]);
            if (!(value > bestValue) && !(value == bestValue && Distance(threshold) < Distance(best)))
                continue;
            (best, bestValue) = (threshold, value);
        }

        return best;
    }

    // The middle, or the upper where nothing lies between; ½ itself where it does.
    private static float Between(float lower, float upper)
    {
        if (lower < Runtime.Training.Accuracy.Threshold && upper >= Runtime.Training.Accuracy.Threshold)
            return Runtime.Training.Accuracy.Threshold;
        float middle = (float)(((double)lower + upper) / 2);
        return middle > lower && middle <= upper ? middle : upper;
    }

    private static float Distance(float threshold) => MathF.Abs(threshold - Runtime.Training.Accuracy.Threshold);

    private void RequireThreshold()
    {
        if (_ofAnswers is null)
            throw new InvalidOperationException($"'{Name}' has no threshold: it is not a measure of answers.");
    }

    /// <summary>Answers that become yes one by one.</summary>
    private sealed class ThresholdSweep
    {
        private readonly Dataset _data;
        private readonly int[] _wrong;

        public ThresholdSweep(Dataset data)
        {
            _data = data;
            _wrong = new int[data.Count];
            float[] none = new float[data.Count * data.OutputSize];
            Counts = data.Kind == TargetKind.Labels ? AnswerCounts.Of(none, data, 1) : new AnswerCounts(2);
            for (int row = 0; row < data.Count; row++)
            {
                if (data.Kind == TargetKind.Labels)
                    _wrong[row] = data.OutputSize - Runtime.Training.Accuracy.Count(none.AsSpan(0, data.OutputSize), data, row, 1);
                else
                    Counts.Add(data.Label(row), 0, data.Weight(row));
            }
        }

        public AnswerCounts Counts { get; }

        public void Answer(int place)
        {
            int row = place / _data.OutputSize, label = place % _data.OutputSize;
            double weight = _data.Weight(row);
            if (_data.Kind != TargetKind.Labels)
            {
                Counts.ChangeToYes(_data.Label(row), weight);
                return;
            }

            bool isActual = _data.Target(row)[label] == 1;
            if (_wrong[row] == 0)
                Counts.AddExact(-weight);
            _wrong[row] += isActual ? -1 : 1;
            if (_wrong[row] == 0)
                Counts.AddExact(weight);
            Counts.AnswerLabel(label, isActual, weight);
        }
    }
}
