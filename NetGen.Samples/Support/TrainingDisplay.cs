using Spectre.Console;

namespace NetGen.Samples.Support;

/// <summary>Trains with a live line of progress.</summary>
internal static class TrainingDisplay
{
    public static TrainingResult Fit(SampleOutput output, ITrainableNetwork network, TrainingOptions options, Dataset train, Dataset? validation = null, Action<TrainingProgress>? report = null) =>
        output.Console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask task = context.AddTask("training", maxValue: options.Epochs);
                var progress = new SynchronousProgress<TrainingProgress>(step =>
                {
                    task.Value = step.Epoch;
                    task.Description = $"epoch {step.Epoch} of {options.Epochs}, loss {step.Loss:F4}";
                    report?.Invoke(step);
                });
                return Finished(new Trainer(network, options).Fit(train, validation, progress, output.Cancellation));
            });

    /// <summary>A training that came to its end.</summary>
    /// <exception cref="SampleException">A loss or gradient was not finite.</exception>
    /// <exception cref="OperationCanceledException">The user ended it.</exception>
    public static TrainingResult Finished(TrainingResult result) => result.Reason switch
    {
        EndReason.NonFinite => throw new SampleException($"Training left the finite numbers. {result.Failure} Where the sample takes --learning-rate, use a smaller one."),
        EndReason.Cancelled => throw new OperationCanceledException(),
        _ => result,
    };

    /// <summary>Says why training ended before its last epoch, and what its losses are measured against where that is not the labels.</summary>
    public static void Explain(SampleOutput output, TrainingOptions options, TrainingResult result, int classes, float testLoss)
    {
        if (result.Reason == EndReason.EarlyStopped)
        {
            output.Print(
                $"Stopped early, after {result.Epochs} of {options.Epochs} epochs: accuracy on validation data last rose in epoch {result.BestEpoch}, whose weights the network has.");
        }

        if (options.LabelSmoothing > 0)
        {
            // The loss of a network whose outputs are the smoothed labels themselves.
            double other = options.LabelSmoothing / classes, right = 1 - options.LabelSmoothing + other;
            double least = -(right * Math.Log(right) + (classes - 1) * other * Math.Log(other));
            output.Print(
                $"The training loss, {result.Loss:F2} at the end, is measured against labels smoothed by {options.LabelSmoothing}, where {least:F2} is the least; against the labels themselves the test loss is {testLoss:F2}.");
        }
    }

    /// <summary>Prints how often each class was taken for each.</summary>
    public static void PrintConfusionMatrix(SampleOutput output, ITrainableNetwork network, Dataset dataset)
    {
        ConfusionMatrix matrix = ConfusionMatrix.Of(new Trainer(network).Predict(dataset), dataset);
        Table table = new Table().Border(TableBorder.Minimal).AddColumn("true \\ taken for");
        for (int c = 0; c < matrix.Classes; c++)
            table.AddColumn(new TableColumn(c.ToString()).RightAligned());
        for (int actual = 0; actual < matrix.Classes; actual++)
        {
            string[] cells = [actual.ToString(), .. Enumerable.Range(0, matrix.Classes).Select(predicted => matrix[actual, predicted] is > 0 and var count ? count.ToString() : "·")];
            table.AddRow(Array.ConvertAll(cells, cell => new Text(cell)));
        }

        output.Console.Write(table);
    }
}
