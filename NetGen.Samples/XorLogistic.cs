using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(2, Activation.Sigmoid, Name = "Features", Initializer = Initializer.Uniform, InitializerScale = 1)]
[Dense(1, Activation.Sigmoid, Name = "Answer", Initializer = Initializer.Uniform, InitializerScale = 1)]
internal sealed partial class XorLogisticNet;

// As the source draws it: without biases.
[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(2, Activation.Sigmoid, Name = "Features", UseBias = false, Initializer = Initializer.Uniform, InitializerScale = 1)]
[Dense(1, Activation.Sigmoid, Name = "Answer", UseBias = false, Initializer = Initializer.Uniform, InitializerScale = 1)]
internal sealed partial class XorLogisticUnbiasedNet;

/// <summary>XOR as three logistic regressions: two make new features x1', x2' of the inputs, the third separates these by a line.</summary>
internal sealed class XorLogisticSample : Sample
{
    private const int LargestStartCount = 100;
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<int> _iterations = SampleOptions.Count("--iterations", "How many full-batch steps are taken from each start.", 20_000);
    private readonly Option<float> _rate = SampleOptions.Rate("--learning-rate", "The learning rate.", 1);
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the features of the network with biases, and the line that separates them,");

    public XorLogisticSample()
        : base("xor-logistic", "XOR as three logistic regressions, 2-2-1, and the features that make it separable")
    {
        this.AddOptions(_seed, _iterations, _rate, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        var biased = new XorLogisticNet();
        float[] outputs = Learn(biased, "with biases", "biased", arguments, output);
        PlanePlot plot = Show(biased.Features, biased.Answer, outputs, "biased", output);
        output.Save(arguments.GetValue(_out), plot.ToSvg);
        var unbiased = new XorLogisticUnbiasedNet();
        outputs = Learn(unbiased, "without biases", "unbiased", arguments, output);
        Show(unbiased.Features, unbiased.Answer, outputs, "unbiased", output);
    }

    /// <summary>Trains from one start after the other until one does not end in a local minimum.</summary>
    private float[] Learn(ITrainableNetwork network, string title, string prefix, ParseResult arguments, SampleOutput output)
    {
        var table = new Dataset(XorTable.Inputs, XorTable.Targets, inputSize: 2, outputSize: 1);
        var options = new TrainingOptions { Epochs = arguments.GetValue(_iterations), BatchSize = 4, Shuffle = false, Optimizer = Optimizer.Sgd(arguments.GetValue(_rate)) };
        float[] outputs = new float[4];
        int starts = 0;
        bool isLearned = false;
        while (!isLearned && starts < LargestStartCount)
        {
            network.Initialize(arguments.GetValue(_seed) + starts++);
            TrainingDisplay.Finished(new Trainer(network, options).Fit(table, cancellationToken: output.Cancellation));
            network.ForwardBatch(XorTable.Inputs, outputs);
            isLearned = XorTable.IsLearned(outputs);
        }

        output.Print($"2-2-1 {title}: {(isLearned ? "learned" : "not learned")} from start {starts}{(starts > 1 ? "; the others ended in local minima" : "")}");
        output.Figures.Add($"{prefix}Learned", isLearned);
        output.Figures.Add($"{prefix}Starts", starts);
        return outputs;
    }

    /// <summary>Prints each sample with its features, and on which side of the last regression's line these lie.</summary>
    private static PlanePlot Show(LayerView features, LayerView answer, float[] outputs, string prefix, SampleOutput output)
    {
        var plot = new PlanePlot("xor-logistic: the features", "x1'", "x2'");
        Span<float> transformed = stackalloc float[2];
        TensorView weights = features["weight"], answerWeights = answer["weight"];
        bool hasBiases = features.TryGet("bias", out TensorView biases);
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                float bias = hasBiases ? biases[j] : 0;
                float z = weights[j, 0] * XorTable.Inputs[2 * i] + weights[j, 1] * XorTable.Inputs[2 * i + 1] + bias;
                transformed[j] = 1 / (1 + MathF.Exp(-z));
                output.Figures.Add($"{prefix}Feature{j + 1}Of{XorTable.Names[i]}", transformed[j]);
            }

            output.Print($"  x = {XorTable.Names[i]}: x1' = {transformed[0]:F4}, x2' = {transformed[1]:F4}, y = {outputs[i]:F4}");
            plot.Add(transformed[0], transformed[1], (int)XorTable.Targets[i], XorTable.Names[i]);
            output.Figures.Add($"{prefix}Output{XorTable.Names[i]}", outputs[i]);
        }

        float answerBias = answer.TryGet("bias", out TensorView answerBiases) ? answerBiases[0] : 0;
        string constant = answerBias == 0 ? "" : $" {(answerBias < 0 ? '-' : '+')} {MathF.Abs(answerBias):F3}";
        output.Print($"  y is 1 where {answerWeights[0, 0]:F3}·x1' {(answerWeights[0, 1] < 0 ? '-' : '+')} {MathF.Abs(answerWeights[0, 1]):F3}·x2'{constant} > 0: a line");
        plot.SetLine(answerWeights[0, 0], answerWeights[0, 1], answerBias);
        return plot;
    }
}
