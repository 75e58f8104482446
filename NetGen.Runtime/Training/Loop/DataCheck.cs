namespace NetGen.Runtime.Training;

/// <summary>What is checked before training starts, so that bad data or settings never touch the weights.</summary>
internal static class DataCheck
{
    /// <summary>Checks a dataset against a network: sizes, and that all numbers are finite.</summary>
    public static void Dataset(Dataset data, INeuralNetwork network, string name)
    {
        if (data.InputSize != network.InputSize)
            throw new ArgumentException($"The network takes {network.InputSize} inputs, but the dataset has rows of {data.InputSize}.", name);
        if (data.OutputSize != network.OutputSize)
            throw new ArgumentException($"The network gives {network.OutputSize} outputs, but the dataset has rows of {data.OutputSize} targets.", name);
        for (int row = 0; row < data.Count; row++)
        {
            ReadOnlySpan<float> input = data.Input(row);
            if (Finite.IndexOfOther(input) is >= 0 and int place)
                throw new ArgumentException($"Expected finite inputs, but input {place} of row {row} is {input[place]}.", name);
            if (data.HasLabels)
                continue;
            ReadOnlySpan<float> target = data.Target(row);
            if (Finite.IndexOfOther(target) is >= 0 and int targetPlace)
                throw new ArgumentException($"Expected finite targets, but target {targetPlace} of row {row} is {target[targetPlace]}.", name);
        }
    }

    /// <summary>Checks a sample of a stream as a row of a dataset is checked.</summary>
    public static void Sample(in TrainingSample sample, long index, ITrainableNetwork network, TrainingOptions options)
    {
        if (sample.Input.Length != network.InputSize)
            throw new ArgumentException($"Expected samples of {network.InputSize} inputs, but sample {index} has {sample.Input.Length}.", "samples");
        if (sample.Target.Length != network.OutputSize)
            throw new ArgumentException($"Expected samples of {network.OutputSize} targets, but sample {index} has {sample.Target.Length}.", "samples");
        if (Finite.IndexOfOther(sample.Input.Span) is >= 0 and int input)
            throw new ArgumentException($"Expected finite inputs, but input {input} of sample {index} is {sample.Input.Span[input]}.", "samples");
        if (Finite.IndexOfOther(sample.Target.Span) is >= 0 and int target)
            throw new ArgumentException($"Expected finite targets, but target {target} of sample {index} is {sample.Target.Span[target]}.", "samples");
        if (!(sample.Weight >= 0 && float.IsFinite(sample.Weight)))
            throw new ArgumentException($"Expected weights of 0 or more, but that of sample {index} is {sample.Weight}.", "samples");
    }

    /// <summary>Checks settings against a network and whether there is a validation set.</summary>
    public static void Options(TrainingOptions options, ITrainableNetwork network, bool validates)
    {
        ClassWeights(options, network);
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

    /// <summary>Checks smoothing against targets: those that are no classes must lie from 0 to 1.</summary>
    public static void Smoothing(TrainingOptions options, ITrainableNetwork network, Dataset data)
    {
        if (options.LabelSmoothing == 0 || network.HasClassTargets || data.HasLabels)
            return;
        for (int row = 0; row < data.Count; row++)
        {
            foreach (float target in data.Target(row))
            {
                if (target is < 0 or > 1)
                {
                    throw new ArgumentException(
                        $"{nameof(TrainingOptions.LabelSmoothing)} needs targets from 0 to 1, but row {row} has {target}.", "options");
                }
            }
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
}
