using System.CommandLine;
using NetGen.Samples.Support;
using Spectre.Console;

namespace NetGen.Samples;

[NeuralNetwork(CustomerTable.Width, Loss = Loss.BinaryCrossEntropy)]
[Dense(16, Activation.Relu, L2 = 1e-3f)]
[Dropout(0.2f)]
[Dense(1, Activation.Sigmoid, L2 = 1e-3f)]
internal sealed partial class ChurnNet;

/// <summary>Which customers will leave: a table with text columns, gaps, and one leaver in twenty.</summary>
internal sealed class ChurnSample : Sample
{
    private readonly Option<FileInfo?> _data = SampleOptions.File("--data", "Customers as CSV with the columns of the table that ships, which is used when not given.");
    private readonly Option<int> _epochs = SampleOptions.Count("--epochs", "How often the training set is gone through, at most.", 200);
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("precision over recall, and the threshold that was chosen,");

    public ChurnSample()
        : base("churn", "which customers leave: a CSV table with text, gaps and few positives")
    {
        this.AddOptions(_data, _epochs, _seed, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        int seed = arguments.GetValue(_seed);
        CustomerTable table = CustomerTable.Read(arguments.GetValue(_data)?.FullName ?? CustomerTable.DefaultPath);
        (Dataset learn, Dataset validation, Dataset test) = table.Split(seed);
        output.Print($"{table.Count} customers, {learn.Count} to learn from, {validation.Count} to stop and choose by, {test.Count} held out; {table.GapCount} gaps filled with medians.");

        // What scales and weighs is taken from the rows that are learned from alone.
        Standardizer scaler = Standardizer.Fit(learn);
        (learn, validation, test) = (scaler.Transform(learn), scaler.Transform(validation), scaler.Transform(test));
        float[] weights = learn.BalancedClassWeights();
        int[] counts = learn.ClassCounts();
        output.Print($"{counts[1]} of {learn.Count} left: their rows count {weights[1]:F2}, those of the others {weights[0]:F2}.");

        var network = new ChurnNet(seed);
        var options = new TrainingOptions
        {
            Epochs = arguments.GetValue(_epochs),
            BatchSize = 32,
            Seed = seed,
            Optimizer = Optimizer.Adam(3e-3f),
            ClassWeights = weights,
            EarlyStopping = new EarlyStopping { Patience = 20, Metric = Metric.AveragePrecision },
        };
        TrainingResult result = TrainingDisplay.Fit(output, network, options, learn, validation);
        output.Print($"{result.Epochs} epochs; average precision on validation data was best in epoch {result.BestEpoch}.");
        Report(arguments, output, network, table.Count, validation, test);
    }

    private void Report(ParseResult arguments, SampleOutput output, ChurnNet network, int count, Dataset validation, Dataset test)
    {
        float threshold = Metric.F1.BestThreshold(network.Predict(validation), validation);
        float[] outputs = network.Predict(test);
        double precision = Metric.AveragePrecision.Compute(outputs, test), area = Metric.RocAuc.Compute(outputs, test);
        double share = (double)test.ClassCounts()[1] / test.Count;
        double f1 = Metric.F1.WithThreshold(threshold).Compute(outputs, test), f1AtHalf = Metric.F1.Compute(outputs, test);
        ConfusionMatrix matrix = ConfusionMatrix.Of(outputs, test, threshold);
        output.Print($"Held out: average precision {precision:F3} (by chance {share:F3}), area under the ROC curve {area:F3}.");
        output.Print($"Threshold {threshold:F3}, of the best F1 on validation data: precision {matrix.Precision(1):P0}, recall {matrix.Recall(1):P0}, F1 {f1:F3}; F1 at ½ is {f1AtHalf:F3}.");
        Print(output, matrix);

        output.Figures.Add("customerCount", count);
        output.Figures.Add("threshold", threshold);
        output.Figures.Add("averagePrecision", precision);
        output.Figures.Add("chance", share);
        output.Figures.Add("rocAuc", area);
        output.Figures.Add("precision", matrix.Precision(1));
        output.Figures.Add("recall", matrix.Recall(1));
        output.Figures.Add("f1", f1);
        output.Figures.Add("f1AtHalf", f1AtHalf);
        output.Save(arguments.GetValue(_out), () => Draw(outputs, test, matrix, share));
    }

    private static void Print(SampleOutput output, ConfusionMatrix matrix)
    {
        Table table = new Table().Border(TableBorder.Minimal).AddColumn("true \\ taken for");
        string[] names = ["stays", "leaves"];
        foreach (string name in names)
            table.AddColumn(new TableColumn(name).RightAligned());
        for (int actual = 0; actual < 2; actual++)
            table.AddRow(names[actual], matrix[actual, 0].ToString(), matrix[actual, 1].ToString());
        output.Console.Write(table);
    }

    /// <summary>Precision and recall at every threshold that tells held-out customers apart.</summary>
    private static string Draw(float[] outputs, Dataset test, ConfusionMatrix chosen, double share)
    {
        var plot = new LinePlot("churn: precision over recall, held-out customers", "recall", "precision");
        int leavers = test.ClassCounts()[1], found = 0;
        int[] order = [.. Enumerable.Range(0, outputs.Length).OrderByDescending(row => outputs[row])];
        var curve = new List<(double, double)>();
        for (int i = 0; i < order.Length; i++)
        {
            found += (int)test.Target(order[i])[0];
            if (i + 1 == order.Length || outputs[order[i + 1]] != outputs[order[i]])
                curve.Add(((double)found / leavers, (double)found / (i + 1)));
        }

        plot.Add("the network", curve);
        plot.Add("by chance", [(0, share), (1, share)]);
        plot.Mark("the chosen threshold", chosen.Recall(1), chosen.Precision(1));
        return plot.ToSvg();
    }
}
