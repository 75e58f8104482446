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
                return new Trainer(network, options).Fit(train, validation, progress, output.Cancellation);
            });

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
