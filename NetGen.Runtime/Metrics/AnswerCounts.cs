using NetGen.Runtime.Training;

namespace NetGen;

/// <summary>
/// Right and wrong answers of every class or label, each row times its weight: what precision, recall and F1 follow from. Of a class that
/// neither occurs nor was answered nothing is wrong: its measures are 1, and means over classes leave it out.
/// </summary>
internal sealed class AnswerCounts
{
    // What a metric counted last on this thread, to count in again: measuring after every epoch allocates nothing.
    [ThreadStatic]
    private static AnswerCounts? s_spare;

    private readonly double[] _right, _answered, _actual;

    public AnswerCounts(int classes, bool areLabels = false)
    {
        AreLabels = areLabels;
        _right = new double[classes];
        _answered = new double[classes];
        _actual = new double[classes];
    }

    /// <summary>Whether a row may have several of them, and each has an answer of its own.</summary>
    public bool AreLabels { get; }

    public int Count => _right.Length;

    /// <summary>The weight of all rows.</summary>
    public double Rows { get; private set; }

    /// <summary>The weight of the rows whose answers are all right.</summary>
    public double ExactRows { get; private set; }

    /// <summary>The weight of all right answers.</summary>
    public double RightAnswers { get; private set; }

    /// <summary>The share of right answers.</summary>
    public double Accuracy => Rows == 0 ? 0 : RightAnswers / (Rows * (AreLabels ? Count : 1));

    /// <summary>The share of rows whose answers are all right.</summary>
    public double ExactMatch => Rows == 0 ? 0 : ExactRows / Rows;

    public double MicroPrecision => Micro(_answered);

    public double MicroRecall => Micro(_actual);

    public double MicroF1
    {
        get
        {
            if (!AreLabels)
                return Accuracy;
            double all = _answered.Sum() + _actual.Sum();
            return all > 0 ? 2 * _right.Sum() / all : Nothing;
        }
    }

    private bool HasUnanswered { get; set; }

    // What nothing by nothing is: all right, unless there were outputs that are no answers.
    private double Nothing => HasUnanswered ? 0 : 1;

    /// <summary>Counts the answers of outputs.</summary>
    public static AnswerCounts Of(ReadOnlySpan<float> outputs, Dataset data, float threshold)
    {
        var counts = new AnswerCounts(Math.Max(data.OutputSize, 2), data.Kind == TargetKind.Labels);
        counts.Add(outputs, data, threshold);
        return counts;
    }

    /// <summary>Counts the answers of outputs, takes a measure of them and forgets them.</summary>
    public static double Measure(ReadOnlySpan<float> outputs, Dataset data, float threshold, Func<AnswerCounts, double> measure)
    {
        AnswerCounts? counts = s_spare;
        s_spare = null;
        int size = Math.Max(data.OutputSize, 2);
        bool areLabels = data.Kind == TargetKind.Labels;
        if (counts is null || counts.Count != size || counts.AreLabels != areLabels)
            counts = new AnswerCounts(size, areLabels);
        counts.Clear();
        counts.Add(outputs, data, threshold);
        double value = measure(counts);
        s_spare = counts;
        return value;
    }

    /// <summary>Counts an answer; −1 is none.</summary>
    public void Add(int actual, int answer, double weight)
    {
        Rows += weight;
        _actual[actual] += weight;
        if (answer >= 0)
            _answered[answer] += weight;
        else
            HasUnanswered = true;
        if (answer != actual)
            return;
        _right[actual] += weight;
        RightAnswers += weight;
        ExactRows += weight;
    }

    /// <summary>Changes the answer for a row of two classes from 0 to 1: for a threshold that moves.</summary>
    public void ChangeToYes(int actual, double weight)
    {
        double change = actual == 1 ? weight : -weight;
        _answered[0] -= weight;
        _answered[1] += weight;
        _right[actual] += change;
        RightAnswers += change;
        ExactRows += change;
    }

    /// <summary>Changes the answer for one label of a row from no to yes.</summary>
    public void AnswerLabel(int label, bool isActual, double weight)
    {
        _answered[label] += weight;
        _right[label] += isActual ? weight : 0;
        RightAnswers += isActual ? weight : -weight;
    }

    /// <summary>Changes by how much rows are right in all.</summary>
    public void AddExact(double weight) => ExactRows += weight;

    public double Support(int index) => _actual[index];

    public double Precision(int index) => Ratio(_right[index], _answered[index], index);

    public double Recall(int index) => Ratio(_right[index], _actual[index], index);

    public double F1(int index) => Ratio(2 * _right[index], _answered[index] + _actual[index], index);

    /// <summary>The mean over classes.</summary>
    public double Macro(Func<AnswerCounts, int, double> measure)
    {
        double sum = 0;
        int present = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_actual[i] + _answered[i] == 0)
                continue;
            sum += measure(this, i);
            present++;
        }

        return present == 0 ? Nothing : sum / present;
    }

    /// <summary>The mean over classes, each as often as it occurs.</summary>
    public double Weighted(Func<AnswerCounts, int, double> measure)
    {
        double sum = 0, all = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += _actual[i] == 0 ? 0 : _actual[i] * measure(this, i);
            all += _actual[i];
        }

        return all > 0 ? sum / all : Macro(measure);
    }

    private double Micro(double[] whole) => !AreLabels ? Accuracy : whole.Sum() is > 0 and double all ? _right.Sum() / all : _answered.Sum() + _actual.Sum() > 0 ? 0 : Nothing;

    private double Ratio(double part, double whole, int index) => whole > 0 ? part / whole : _answered[index] + _actual[index] > 0 ? 0 : Nothing;

    private void Clear()
    {
        (Rows, ExactRows, RightAnswers, HasUnanswered) = (0, 0, 0, false);
        Array.Clear(_right);
        Array.Clear(_answered);
        Array.Clear(_actual);
    }

    private void Add(ReadOnlySpan<float> outputs, Dataset data, float threshold)
    {
        int size = data.OutputSize;
        for (int row = 0; row < data.Count; row++)
        {
            ReadOnlySpan<float> output = outputs.Slice(row * size, size);
            if (AreLabels)
                AddLabels(output, data.Target(row), threshold, data.Weight(row));
            else
                Add(data.Label(row), Classes.Answer(output, threshold), data.Weight(row));
        }
    }

    private void AddLabels(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float threshold, double weight)
    {
        Rows += weight;
        bool isExact = true;
        for (int i = 0; i < output.Length; i++)
        {
            bool isActual = target[i] == 1, isAnswered = output[i] >= threshold, isNone = float.IsNaN(output[i]);
            HasUnanswered |= isNone;
            bool isRight = isActual == isAnswered && !isNone;
            _actual[i] += isActual ? weight : 0;
            _answered[i] += isAnswered ? weight : 0;
            _right[i] += isActual && isAnswered ? weight : 0;
            RightAnswers += isRight ? weight : 0;
            isExact &= isRight;
        }

        ExactRows += isExact ? weight : 0;
    }
}
