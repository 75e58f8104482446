namespace NetGen.Runtime.Training;

/// <summary>What is checked before training starts, so that bad data or settings never touch the weights.</summary>
internal static class DataCheck
{
    /// <summary>Checks a dataset against a network: sizes, that all numbers are finite, and where its loss is wanted that targets fit it.</summary>
    public static void Dataset(Dataset data, INeuralNetwork network, string name, bool checksRange = true)
    {
        if (data.InputSize != network.InputSize)
            throw new ArgumentException($"The network takes {Count(network.InputSize, "input")}, but the dataset has rows of {data.InputSize}.", name);
        if (data.OutputSize != network.OutputSize)
            throw new ArgumentException($"The network gives {Count(network.OutputSize, "output")}, but the dataset has rows of {Count(data.OutputSize, "target")}.{CureOfSize(data, network)}", name);
        Inputs(data, name);
        if (checksRange && network is ITrainableNetwork trainable)
            Targets(data, trainable, 0, name);
        else
            FiniteTargets(data, name);
        if (checksRange && data.HasWeights && !HasWeight(data))
            throw new ArgumentException("All rows have a weight of 0, so that nothing counts.", name);
    }

    /// <summary>Checks settings against a network and the data to train and to validate on, before anything is changed.</summary>
    public static void Options(TrainingOptions options, ITrainableNetwork network, Dataset? train, Dataset? validation)
    {
        Options(options, network, validation is not null);
        if (train is not null && options.LabelSmoothing > 0)
            Targets(train, network, options.LabelSmoothing, "options");
        if (train is not null && options.ClassWeights is not null && !HasClasses(network, train))
            throw NoClasses(network, "rows", "");
        if (validation is null)
            return;
        foreach (Metric metric in options.Metrics)
            metric.CheckTargets(validation, "options");
        options.EarlyStopping?.Metric?.CheckTargets(validation, "options");
    }

    /// <summary>Checks settings against a network and whether there is a validation set.</summary>
    public static void Options(TrainingOptions options, ITrainableNetwork network, bool validates)
    {
        ClassWeights(options, network);
        OutputWeights(options, network);
        ScheduleCheck.Optimizer(options);
        if (options.EarlyStopping?.Metric is not null && !validates)
            throw new ArgumentException($"Early stopping on '{options.EarlyStopping.Metric.Name}' needs a validation set.", "validation");
        if (options.Metrics.Count > 0 && !validates)
            throw new ArgumentException($"{nameof(TrainingOptions.Metrics)} are measured on a validation set, but there is none.", "validation");
    }

    /// <summary>Checks that there is a weight a class.</summary>
    public static void ClassWeights(TrainingOptions options, ITrainableNetwork network)
    {
        int classes = Math.Max(network.OutputSize, 2);
        if (options.ClassWeights is { } weights && weights.Length != classes)
        {
            throw new ArgumentException(
                $"{nameof(TrainingOptions.ClassWeights)} must have {classes} numbers, one a class, but has {weights.Length}.", "options");
        }
    }

    /// <summary>Checks that there is a weight an output, and that the loss is a sum of a term an output.</summary>
    public static void OutputWeights(TrainingOptions options, ITrainableNetwork network)
    {
        if (options.OutputWeights is not { } weights)
            return;
        if (!network.TakesOutputWeights)
        {
            throw new ArgumentException(
                $"{nameof(TrainingOptions.OutputWeights)} weigh a loss's terms, one an output, but this network's loss "
                + (network.HasClassTargets
                    ? $"is over classes: {nameof(TrainingOptions.ClassWeights)} weigh rows by their class."
                    : "is one of its own: let it multiply its terms itself, or choose one of MeanSquaredError, SumOfSquares, HalfSumOfSquares, MeanAbsoluteError, Huber and BinaryCrossEntropy."),
                "options");
        }

        if (weights.Length != network.OutputSize)
        {
            throw new ArgumentException(
                $"{nameof(TrainingOptions.OutputWeights)} must have {Count(network.OutputSize, "number")}, one an output, but has {weights.Length}.", "options");
        }

        if (Array.TrueForAll(weights, static weight => weight == 0))
            throw new ArgumentException($"{nameof(TrainingOptions.OutputWeights)} are all 0: there is nothing to learn.", "options");
    }

    /// <summary>Checks a sample of a stream as a row of a dataset would be.</summary>
    public static void Sample(in TrainingSample sample, long index, ITrainableNetwork network, TrainingOptions options)
    {
        const string name = "samples";
        if (sample.Input.Length != network.InputSize)
            throw new ArgumentException($"Expected samples of {Count(network.InputSize, "input")}, but sample {index} has {sample.Input.Length}.", name);
        if (sample.Target.Length != network.OutputSize)
            throw new ArgumentException($"Expected samples of {Count(network.OutputSize, "target")}, but sample {index} has {sample.Target.Length}.", name);
        if (Finite.IndexOfOther(sample.Input.Span) is >= 0 and int input)
            throw new ArgumentException($"Expected finite inputs, but input {input} of sample {index} is {sample.Input.Span[input]}.", name);
        ReadOnlySpan<float> target = sample.Target.Span;
        TargetCheck.Rows(target, network, options.LabelSmoothing, index, "sample", name);
        if (!(sample.Weight >= 0 && float.IsFinite(sample.Weight)))
            throw new ArgumentException($"Expected weights of 0 or more, but that of sample {index} is {sample.Weight}.", name);
        if (options.ClassWeights is not null && !HasClass(network, target))
            throw NoClasses(network, "samples", $" (sample {index})");
    }

    /// <summary>Checks the rows of a single step as those of a dataset would be.</summary>
    public static void Batch(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, ITrainableNetwork network, TrainingOptions options)
    {
        int rows = inputs.Length / network.InputSize;
        if (inputs.IsEmpty || inputs.Length % network.InputSize != 0)
            throw new ArgumentException($"Expected rows of {Count(network.InputSize, "input")}, 1 or more, but got {inputs.Length} numbers.", nameof(inputs));
        if (targets.Length != (long)rows * network.OutputSize)
            throw new ArgumentException($"Expected {rows} rows of {Count(network.OutputSize, "target")}, {(long)rows * network.OutputSize} in all, but got {targets.Length}.", nameof(targets));
        if (weights.Length != rows && !weights.IsEmpty)
            throw new ArgumentException($"Expected {rows} weights, one a row, or none, but got {weights.Length}.", nameof(weights));
        if (Finite.IndexOfOther(inputs) is >= 0 and int input)
            throw new ArgumentException($"Expected finite inputs, but input {input % network.InputSize} of row {input / network.InputSize} is {inputs[input]}.", nameof(inputs));
        TargetCheck.Rows(targets, network, options.LabelSmoothing, 0, "row", nameof(targets));
        for (int row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] >= 0 && float.IsFinite(weights[row])))
                throw new ArgumentException($"Expected weights of 0 or more, but that of row {row} is {weights[row]}.", nameof(weights));
        }

        for (int row = 0; row < rows && options.ClassWeights is not null; row++)
        {
            if (!HasClass(network, targets.Slice(row * network.OutputSize, network.OutputSize)))
                throw NoClasses(network, "rows", $" (row {row})");
        }
    }

    /// <summary>Returns how many rows make a batch.</summary>
    public static int BatchSize(TrainingOptions options, int rows)
    {
        if (options.BatchSize == TrainingOptions.FullBatch || (!options.IsBatchSizeGiven && options.BatchSize > rows))
            return rows;
        if (options.BatchSize > rows)
        {
            throw new ArgumentException(
                $"{nameof(TrainingOptions.BatchSize)} is {options.BatchSize}, but the training set has {rows} rows; "
                + $"{nameof(TrainingOptions)}.{nameof(TrainingOptions.FullBatch)} takes all.", "options");
        }

        return options.BatchSize;
    }

    private static void Inputs(Dataset data, string name)
    {
        ReadOnlySpan<float> all = data.ContiguousInputs(0, data.Count);
        if (!all.IsEmpty && Finite.All(all))
            return;
        for (int row = 0; row < data.Count; row++)
        {
            ReadOnlySpan<float> input = data.Input(row);
            if (Finite.IndexOfOther(input) is >= 0 and int place)
                throw new ArgumentException($"Expected finite inputs, but input {place} of row {row} is {input[place]}.", name);
        }
    }

    private static void Targets(Dataset data, ITrainableNetwork network, float smoothing, string name)
    {
        ReadOnlySpan<float> all = data.ContiguousTargets(0, data.Count);
        if (!all.IsEmpty)
        {
            TargetCheck.Rows(all, network, smoothing, 0, "row", name);
            return;
        }

        // Rows with labels are all alike: zeros and ones.
        int rows = data.HasLabels ? 1 : data.Count;
        for (int row = 0; row < rows; row++)
            TargetCheck.Rows(data.Target(row), network, smoothing, row, "row", name);
    }

    private static void FiniteTargets(Dataset data, string name)
    {
        for (int row = 0; row < data.Count && !data.HasLabels; row++)
        {
            ReadOnlySpan<float> target = data.Target(row);
            if (Finite.IndexOfOther(target) is >= 0 and int place)
                throw new ArgumentException($"Expected finite targets, but target {place} of row {row} is {target[place]}.", name);
        }
    }

    private static bool HasWeight(Dataset data)
    {
        for (int row = 0; row < data.Count; row++)
        {
            if (data.Weight(row) > 0)
                return true;
        }

        return false;
    }

    private static bool HasClasses(ITrainableNetwork network, Dataset data) =>
        network.HasClassTargets || data.Kind is TargetKind.Classes or TargetKind.TwoClasses || IsOneProbability(network);

    private static bool HasClass(ITrainableNetwork network, ReadOnlySpan<float> target) =>
        network.HasClassTargets || IsOneProbability(network) || (target.Length == 1 ? target[0] is 0 or 1 : TargetCheck.IsOneClass(target));

    private static bool IsOneProbability(ITrainableNetwork network) => network.OutputSize == 1 && network.TargetRange == TargetRange.UnitInterval;

    private static ArgumentException NoClasses(ITrainableNetwork network, string rows, string which) => new(
        $"{nameof(TrainingOptions.ClassWeights)} weigh rows by their class, but these {rows} have none{which}: "
        + (network.OutputSize > 1 ? $"a row's {network.OutputSize} targets are several labels or numbers" : "the target is any number")
        + $". {nameof(TrainingOptions.OutputWeights)} weigh labels and quantities, Dataset.WithWeights rows one by one, and TrainingSample.Weight those of a stream.", "options");

    private static string CureOfSize(Dataset data, INeuralNetwork network)
    {
        if (network.OutputSize == 1 && data.HasLabels && data.OutputSize == 2)
            return " For two classes told by one sigmoid: Dataset.FromLabels(inputs, labels, inputSize, classes: 1), whose targets are the labels 0 and 1.";
        if (network.OutputSize == 1 && data.HasLabels)
            return $" For {data.OutputSize} classes the network needs as many outputs: [Dense({data.OutputSize}, Activation.Softmax)] with Loss.CrossEntropy.";
        if (data.HasLabels)
            return $" Labels for this network: Dataset.FromLabels(inputs, labels, inputSize, classes: {network.OutputSize}).";
        if (data.OutputSize == 1 && network.OutputSize > 1)
            return $" A column of class indices becomes one-hot rows by Dataset.FromLabels(inputs, labels, inputSize, classes: {network.OutputSize}), with int[] or byte labels.";
        return network.OutputSize == 1 && data.OutputSize == 2 && data.Kind == TargetKind.Classes
            ? " For two classes told by one sigmoid: Dataset.FromLabels(inputs, labels, inputSize, classes: 1), with labels 0 and 1."
            : "";
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
