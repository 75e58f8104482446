using System.CommandLine;
using System.Diagnostics;
using NetGen.Samples.Support;

namespace NetGen.Samples;

[NeuralNetwork(3, Loss = Loss.SumOfSquares)]
[Dense(4, Activation.Sigmoid, UseBias = false, Initializer = Initializer.Uniform, InitializerScale = 1)]
[Dense(1, Activation.Sigmoid, UseBias = false, Initializer = Initializer.Uniform, InitializerScale = 1)]
internal sealed partial class FromScratchNet;

/// <summary>The two-layer network that tutorials write from scratch: 3-4-1, no biases, sum of squares, full batch, learning rate 1.</summary>
internal sealed class FromScratchSample : Sample
{
    private static readonly float[] Inputs = [0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1];
    private static readonly float[] Targets = [0, 1, 1, 0];
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<int> _iterations = SampleOptions.Count("--iterations", "How many full-batch steps are taken.", 1500);
    private readonly Option<int> _repeat = SampleOptions.Count("--repeat", "How often the training is run, for its time; each run is the same.", 20);
    private readonly Option<FileInfo?> _weights = SampleOptions.File("--weights", "Start from the weights of this text file: 3 rows of 4 numbers, a blank line, 4 rows of 1 number.");
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the loss curve");

    public FromScratchSample()
        : base("from-scratch", "the two-layer network of the tutorials, 3-4-1 without biases, and its loss curve")
    {
        this.AddOptions(_seed, _iterations, _repeat, _weights, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        var network = new FromScratchNet();
        float[] losses = new float[arguments.GetValue(_iterations)];
        double fastest = double.PositiveInfinity;
        for (int run = 0; run < arguments.GetValue(_repeat); run++)
        {
            network.Initialize(arguments.GetValue(_seed));
            if (arguments.GetValue(_weights) is { } file)
                WeightFile.Read(file.FullName).CopyTo(network);
            long start = Stopwatch.GetTimestamp();
            Learn(network, losses);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Report(network, losses, output);
        output.Figures.Add("trainingMilliseconds", fastest);
        var curve = new LossCurve("from-scratch: sum of squares", "iteration");
        for (int i = 0; i < losses.Length; i++)
            curve.Add(i, losses[i]);
        curve.Draw(output);
        output.Save(arguments.GetValue(_out), curve.ToSvg);
    }

    private static void Learn(FromScratchNet network, Span<float> losses)
    {
        // The source steps on the sum over the four rows at learning rate 1, and shows that sum.
        for (int i = 0; i < losses.Length; i++)
            losses[i] = 4 * network.TrainBatch(Inputs, Targets, learningRate: 4);
    }

    private static void Report(FromScratchNet network, float[] losses, SampleOutput output)
    {
        float[] predictions = new float[4];
        float finalLoss = network.EvaluateBatch(Inputs, Targets, predictions);
        for (int i = 0; i < losses.Length; i += 100)
        {
            output.Print($"iteration {i,4}: loss {losses[i]:F6}");
            output.Figures.Add($"loss{i}", losses[i]);
        }

        output.Print($"final loss {finalLoss:F6}; predictions {string.Join(", ", predictions.Select(y => y.ToString("F5")))} for targets 0, 1, 1, 0");
        output.Figures.Add("finalLoss", finalLoss);
        output.Figures.Add("isMonotone", losses.Append(finalLoss).Zip(losses.Skip(1).Append(finalLoss), (earlier, later) => later <= earlier).All(falls => falls));
        output.Figures.Add("prediction", predictions);
    }
}
