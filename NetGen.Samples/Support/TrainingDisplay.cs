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
    public static void PrintConfusionMatrix(SampleOutput output, int[,] counts)
    {
        Table table = new Table().Border(TableBorder.Minimal).AddColumn("true \\ taken for");
        int classes = counts.GetLength(0);
        for (int c = 0; c < classes; c++)
            table.AddColumn(new TableColumn(c.ToString()).RightAligned());
        for (int row = 0; row < classes; row++)
        {
            string[] cells = [row.ToString(), .. Enumerable.Range(0, classes).Select(column => counts[row, column] is > 0 and int count ? count.ToString() : "·")];
            table.AddRow(Array.ConvertAll(cells, cell => new Text(cell)));
        }

        output.Console.Write(table);
    }
}
