using System.CommandLine;
using System.Diagnostics;
using NetGen.Samples.Support;

namespace NetGen.Samples;

// Sigmoid with cross-entropy: the output's delta is target − output, as in synaptic.
[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorNet;

// The other rule: sigmoid with ½·(output − target)², whose delta has the factor output·(1 − output).
[NeuralNetwork(2, Loss = Loss.HalfSumOfSquares)]
[Dense(3, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorSquaredErrorNet;

/// <summary>XOR by 2-3-1, as synaptic's introduction trains it: 20,000 rounds of four single-sample steps.</summary>
internal sealed class XorSample : Sample
{
    private readonly Option<string> _loss = SampleOptions.Choice("--loss", "The output's rule: cross-entropy (delta = target − output) or squared error.", "cross-entropy", "mse");
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<int> _seeds = SampleOptions.Count("--seeds", "How many networks are trained, each with a seed of its own.", 100);
    private readonly Option<int> _iterations = SampleOptions.Count("--iterations", "How often each of the four samples is learned.", 20_000);
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the loss curve of the first seed");
    private readonly Option<float> _rate = SampleOptions.Rate("--learning-rate", "The learning rate.", 0.3f);

    public XorSample()
        : base("xor", "XOR by 2-3-1 sigmoid, trained one sample at a time from 100 seeds")
    {
        this.AddOptions(_loss, _seed, _seeds, _iterations, _rate, _out);
    }

    private delegate float Step(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float learningRate);

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        int first = arguments.GetValue(_seed), count = arguments.GetValue(_seeds), iterations = arguments.GetValue(_iterations), learned = 0;
        float rate = arguments.GetValue(_rate);
        double fastest = double.PositiveInfinity;
        float[] outputs = new float[4];
        var curve = new LossCurve("xor: loss", "iteration");
        for (int run = 0; run < count; run++)
        {
            int seed = unchecked(first + run); // wraps behind the last seed
            output.Cancellation.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            if (arguments.GetValue(_loss) == "mse")
            {
                var network = new XorSquaredErrorNet(seed);
                Learn(network.Train, iterations, rate, run == 0 ? curve : null);
                network.ForwardBatch(XorTable.Inputs, outputs);
            }
            else
            {
                var network = new XorNet(seed);
                Learn(network.Train, iterations, rate, run == 0 ? curve : null);
                network.ForwardBatch(XorTable.Inputs, outputs);
            }

            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Report(output, seed, run == 0, outputs, ref learned);
        }

        output.Print($"{learned} of {count} seeds round to the truth table; the fastest training took {fastest:F1} ms.");
        output.Figures.Add("seedCount", count);
        output.Figures.Add("learnedCount", learned);
        output.Figures.Add("trainingMilliseconds", fastest);
        output.Save(arguments.GetValue(_out), curve.ToSvg);
    }

    private static void Learn(Step train, int iterations, float rate, LossCurve? curve)
    {
        ReadOnlySpan<float> x = XorTable.Inputs, t = XorTable.Targets;
        for (int i = 0; i < iterations; i++)
        {
            float loss = train(x[..2], t[..1], rate);
            loss += train(x[2..4], t[1..2], rate);
            loss += train(x[4..6], t[2..3], rate);
            loss += train(x[6..], t[3..], rate);
            curve?.Add(i, loss / 4);
        }
    }

    private static void Report(SampleOutput output, int seed, bool isFirst, float[] outputs, ref int learned)
    {
        bool isLearned = XorTable.IsLearned(outputs);
        if (isLearned)
            learned++;
        else
            output.Print($"Seed {seed} did not learn: {XorTable.Explain(outputs)}");
        if (!isFirst)
            return;
        for (int i = 0; i < 4; i++)
        {
            output.Print($"{XorTable.Names[i][0]} xor {XorTable.Names[i][1]} = {outputs[i]:F4}");
            output.Figures.Add($"output{XorTable.Names[i]}", outputs[i]);
        }

        output.Figures.Add("learned", isLearned);
    }
}
