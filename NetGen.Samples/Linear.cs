using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

// y = a·x + b: one weight, one bias.
[NeuralNetwork(1, Loss = Loss.MeanSquaredError)]
[Dense(1, Name = "Line")]
internal sealed partial class LinearNet;

/// <summary>The linear regression of TensorFlow.js's introduction: a line through points by gradient descent.</summary>
internal sealed class LinearSample : Sample
{
    private readonly Option<FileInfo?> _points = SampleOptions.File("--points", "Points as CSV, one x,y a line; a built-in scatter when not given.");
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<int> _steps = SampleOptions.Count("--steps", "How many full-batch steps are taken.", 1000);
    private readonly Option<float> _rate = SampleOptions.Rate("--learning-rate", "The learning rate.", 0.1f);
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("points and line");

    public LinearSample()
        : base("linear", "linear regression, y = ax + b, by gradient descent")
    {
        this.AddOptions(_points, _seed, _steps, _rate, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        int steps = arguments.GetValue(_steps);
        var random = new Random(arguments.GetValue(_seed));
        (float[] x, float[] y) = arguments.GetValue(_points) is { } file ? PointFile.Read(file.FullName) : Scatter();
        var network = new LinearNet();
        network.Line.Weights[0, 0] = random.NextSingle();
        network.Line.Biases[0] = random.NextSingle();

        float loss = 0;
        Span<float> gradients = stackalloc float[LinearNet.ParameterCount], parameters = network.Parameters;
        for (int step = 0; step <= steps; step++)
        {
            gradients.Clear();
            loss = network.BackwardBatch(x, y, gradients) / x.Length;
            if (!float.IsFinite(loss))
                throw new SampleException($"The loss is no longer finite at step {step}: scale the points, or use a smaller --learning-rate than {arguments.GetValue(_rate)}.");
            if (step % 10 == 0 || step == steps)
                Report(network, step, loss, output);
            if (step == steps)
                break;
            for (int p = 0; p < gradients.Length; p++)
                parameters[p] -= arguments.GetValue(_rate) * (gradients[p] / x.Length);
        }

        (double a, double b) = LeastSquares(x, y);
        output.Print($"least squares: a = {a:F6}, b = {b:F6}");
        output.Figures.Add("a", network.Line.Weights[0, 0]);
        output.Figures.Add("b", network.Line.Biases[0]);
        output.Figures.Add("loss", loss);
        output.Figures.Add("leastSquaresA", a);
        output.Figures.Add("leastSquaresB", b);
        output.Save(arguments.GetValue(_out), () => Draw(x, y, network));
    }

    private static string Draw(float[] x, float[] y, LinearNet network)
    {
        var plot = new PlanePlot("linear: y = ax + b", "x", "y");
        for (int i = 0; i < x.Length; i++)
            plot.Add(x[i], y[i]);
        plot.SetLine(network.Line.Weights[0, 0], -1, network.Line.Biases[0]);
        return plot.ToSvg();
    }

    private static void Report(LinearNet network, int step, float loss, SampleOutput output)
    {
        output.Print($"step {step,4}: a = {network.Line.Weights[0, 0]:F6}, b = {network.Line.Biases[0]:F6}, loss = {loss:F8}");
        output.Figures.Add($"a{step}", network.Line.Weights[0, 0]);
        output.Figures.Add($"b{step}", network.Line.Biases[0]);
        output.Figures.Add($"loss{step}", loss);
    }

    /// <summary>Twenty points around y = −0.6·x + 0.7, x and y in [0, 1] as on the source's canvas.</summary>
    private static (float[] X, float[] Y) Scatter()
    {
        var random = new Random(20);
        float[] x = new float[20], y = new float[20];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (i + random.NextSingle()) / x.Length;
            y[i] = -0.6f * x[i] + 0.7f + 0.2f * (random.NextSingle() - 0.5f);
        }

        return (x, y);
    }

    private static (double A, double B) LeastSquares(float[] x, float[] y)
    {
        double meanX = x.Average(v => (double)v), meanY = y.Average(v => (double)v), covariance = 0, variance = 0;
        for (int i = 0; i < x.Length; i++)
        {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }

        return (covariance / variance, meanY - covariance / variance * meanX);
    }
}
