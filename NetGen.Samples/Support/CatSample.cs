using System.CommandLine;
using System.Diagnostics;

namespace NetGen.Samples.Support;

/// <summary>What the three samples on cat pictures share: full-batch gradient descent on the mean cross-entropy, cost each 100 iterations, accuracies.</summary>
internal abstract class CatSample : Sample
{
    private readonly DataFolder _folder = CatData.CreateFolder();
    private readonly Option<float> _rate;
    private readonly Option<int> _iterations;
    private readonly Option<FileInfo?> _weights = SampleOptions.File("--weights", "Start from the weights of this text file: one matrix a layer, with blank lines between them.");
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the cost curve");

    protected CatSample(string name, string description, float learningRate, int iterations)
        : base(name, description)
    {
        _folder.AddTo(this);
        _rate = SampleOptions.Rate("--learning-rate", "The learning rate.", learningRate);
        _iterations = SampleOptions.Count("--iterations", "How many full-batch steps are taken.", iterations);
        this.AddOptions(_rate, _iterations, _out);
    }

    /// <summary>Lets initial weights come from a file.</summary>
    protected void TakeWeights() => Options.Add(_weights);

    protected abstract ITrainableNetwork Create(ParseResult arguments);

    protected virtual void Report(ITrainableNetwork network, SampleOutput output)
    {
    }

    protected sealed override void Run(ParseResult arguments, SampleOutput output)
    {
        (LabelledImages train, LabelledImages test) = CatData.Read(_folder.Locate(arguments, output));
        ITrainableNetwork network = Create(arguments);
        if (arguments.GetValue(_weights) is { } file)
            WeightFile.Read(file.FullName).CopyTo(network);

        Dataset trainSet = train.ToBinaryDataset(), testSet = test.ToBinaryDataset();
        var options = new TrainingOptions
        {
            Epochs = arguments.GetValue(_iterations),
            BatchSize = trainSet.Count,
            Shuffle = false,
            Optimizer = Optimizer.Sgd(arguments.GetValue(_rate)),
        };
        var curve = new LossCurve($"{Name}: cost", "iteration");
        long start = Stopwatch.GetTimestamp();
        TrainingDisplay.Finished(new Trainer(network, options).Fit(trainSet, progress: new SynchronousProgress<TrainingProgress>(progress =>
        {
            int iteration = progress.Epoch - 1;
            curve.Add(iteration, progress.Loss);
            if (iteration % 100 != 0)
                return;
            output.Print($"cost after iteration {iteration}: {progress.Loss:F6}");
            output.Figures.Add($"cost{iteration}", progress.Loss);
        }), cancellationToken: output.Cancellation));
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        Report(network, output);
        (float finalCost, float trainAccuracy) = Measure.Of(network, trainSet);
        (float testCost, float testAccuracy) = Measure.Of(network, testSet);
        output.Print($"final cost {finalCost:F6}; train accuracy {trainAccuracy:P2}, test accuracy {testAccuracy:P2}; {milliseconds / 1000:F1} s");
        output.Figures.Add("finalCost", finalCost);
        output.Figures.Add("trainAccuracy", trainAccuracy);
        output.Figures.Add("testAccuracy", testAccuracy);
        output.Figures.Add("testCost", testCost);
        output.Figures.Add("trainingMilliseconds", milliseconds);
        output.Save(arguments.GetValue(_out), curve.ToSvg);
    }
}
