using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

// The source trains the weights alone: the biases are frozen, so they get no gradient.
[NeuralNetwork(2, Loss = Loss.HalfSumOfSquares)]
[Dense(2, Activation.Sigmoid, InitialBias = 0.35f, TrainBiases = false)]
[Dense(2, Activation.Sigmoid, InitialBias = 0.60f, TrainBiases = false)]
internal sealed partial class BackpropByHandNet;

/// <summary>The worked example of backpropagation: every ∂L/∂w that the source derives by hand, and the weights after 1 and 10,000 steps.</summary>
internal sealed class BackpropByHandSample : Sample
{
    private static readonly float[] Input = [0.05f, 0.10f];
    private static readonly float[] Target = [0.01f, 0.99f];
    private readonly Option<int> _steps = SampleOptions.Count("--steps", "How many steps are taken in all.", 10_000);
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the loss curve");

    public BackpropByHandSample()
        : base("backprop-by-hand", "the step-by-step example of backpropagation, 2-2-2: every partial derivative")
    {
        this.AddOptions(_steps, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        const float learningRate = 0.5f;
        var network = new BackpropByHandNet();
        network.Dense1.Weights.CopyFrom([0.15f, 0.20f, 0.25f, 0.30f]);
        network.Dense2.Weights.CopyFrom([0.40f, 0.45f, 0.50f, 0.55f]);

        Span<float> gradients = stackalloc float[BackpropByHandNet.ParameterCount];
        gradients.Clear();
        network.Backward(Input, Target, gradients);
        Span<float> derivatives = stackalloc float[8];
        BackpropByHandNet.View(gradients).Dense1.Weights.CopyTo(derivatives[..4]);
        BackpropByHandNet.View(gradients).Dense2.Weights.CopyTo(derivatives[4..]);
        for (int i = 0; i < 8; i++)
        {
            output.Print($"dL/dw{i + 1} = {derivatives[i]:F9}");
            output.Figures.Add($"gradientW{i + 1}", derivatives[i]);
        }

        Report(network, step: 0, output);
        int steps = arguments.GetValue(_steps);
        var curve = new LossCurve("backprop-by-hand: squared error", "step");
        for (int step = 1; step <= steps; step++)
        {
            curve.Add(step - 1, network.Train(Input, Target, learningRate));
            if (step == 1 || step == steps)
                Report(network, step, output);
        }

        output.Save(arguments.GetValue(_out), curve.ToSvg);
    }

    private static void Report(BackpropByHandNet network, int step, SampleOutput output)
    {
        Span<float> outputs = stackalloc float[2], weights = stackalloc float[8];
        float loss = network.EvaluateBatch(Input, Target, outputs);
        network.Dense1.Weights.CopyTo(weights[..4]);
        network.Dense2.Weights.CopyTo(weights[4..]);
        output.Print($"after {step} steps: loss {loss:G9}, outputs {outputs[0]:F9} and {outputs[1]:F9}");
        output.Figures.Add($"lossAfter{step}", loss);
        output.Figures.Add($"output1After{step}", outputs[0]);
        output.Figures.Add($"output2After{step}", outputs[1]);
        for (int i = 0; i < 8; i++)
        {
            output.Print($"  w{i + 1} = {weights[i]:F9}");
            output.Figures.Add($"w{i + 1}After{step}", weights[i]);
        }
    }
}
