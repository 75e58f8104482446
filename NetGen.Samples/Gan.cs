using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

// Never trained on its own loss: its gradients come out of the discriminator.
[NeuralNetwork(GanSample.LatentSize, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(64, Activation.Relu)]
[Dense(64, Activation.Relu)]
[Dense(2)]
internal sealed partial class GanGenerator;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[Dense(64, Activation.LeakyRelu, Slope = 0.2f)]
[Dense(64, Activation.LeakyRelu, Slope = 0.2f)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class GanDiscriminator;

/// <summary>Two networks against each other (Goodfellow and others, 2014): one makes points of the plane, the other tells them from true ones.</summary>
internal sealed class GanSample : Sample
{
    public const int LatentSize = 4;
    private const int BatchSize = 128, TestCount = 4096, PanelCount = 5;
    private readonly Option<int> _steps = SampleOptions.Count("--steps", "How many steps each network takes.", 6000);
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("samples over time and the true mixture");

    public GanSample()
        : base("gan", "a generator and a discriminator on a ring of eight Gaussians")
    {
        this.AddOptions(_steps, _seed, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        int seed = arguments.GetValue(_seed), steps = arguments.GetValue(_steps);
        var random = new Random(seed);
        var generator = new GanGenerator(seed);
        var discriminator = new GanDiscriminator(unchecked(seed + 1));
        // Both slow down to a halt, so that the game ends instead of going round in circles.
        var options = new TrainingOptions { BatchSize = 2 * BatchSize, Optimizer = Optimizer.Adam(2e-3f, beta1: 0.5f), Schedule = Schedule.Polynomial(length: steps), Seed = seed };
        Trainer generatorTrainer = new(generator, options), discriminatorTrainer = new(discriminator, options);

        // A row is a point: true ones first, then those of the generator.
        float[] latents = new float[BatchSize * LatentSize], points = new float[2 * BatchSize * 2], isTrue = new float[2 * BatchSize];
        float[] pointGradients = new float[BatchSize * 2], gradients = new float[GanGenerator.ParameterCount];
        isTrue.AsSpan(0, BatchSize).Fill(1);
        Span<float> truth = points.AsSpan(0, 2 * BatchSize), made = points.AsSpan(2 * BatchSize);
        var picture = new ScatterPanels("gan: what the generator makes of noise", reach: 1.6);
        float[] testLatents = Noise(new Random(unchecked(seed + 2)), new float[TestCount * LatentSize]);
        for (int step = 0; step < steps; step++)
        {
            output.Cancellation.ThrowIfCancellationRequested();
            if (step * (PanelCount - 1L) / steps != (step - 1) * (PanelCount - 1L) / steps || step == 0)
                picture.Add($"after {step} steps", generator.Predict(testLatents));

            EightGaussians.Fill(random, truth);
            generator.ForwardBatch(Noise(random, latents), made);
            discriminatorTrainer.Step(points, isTrue);

            // What would make the discriminator take these points for true ones, carried on into the generator.
            generator.ForwardBatch(Noise(random, latents), made);
            Array.Clear(pointGradients);
            discriminator.BackwardBatch(made, isTrue.AsSpan(0, BatchSize), default, pointGradients);
            for (int i = 0; i < pointGradients.Length; i++)
                pointGradients[i] /= BatchSize;
            Array.Clear(gradients);
            generator.BackwardFromBatch(latents, pointGradients, gradients, default);
            generatorTrainer.Apply(gradients);
        }

        Report(arguments, output, generator.Predict(testLatents), steps, picture);
    }

    private void Report(ParseResult arguments, SampleOutput output, float[] samples, int steps, ScatterPanels picture)
    {
        float[] truth = new float[2 * TestCount], others = new float[2 * TestCount];
        EightGaussians.Fill(new Random(1), truth);
        EightGaussians.Fill(new Random(2), others);
        (int covered, double near) = EightGaussians.Cover(samples);
        double distance = EightGaussians.Distance(samples, truth), floor = EightGaussians.Distance(others, truth);
        output.Print($"{covered} of {EightGaussians.Modes} modes covered; {near:P1} of {TestCount} samples lie within three deviations of one.");
        output.Print($"Distance to the true mixture {distance:F3}; of the mixture to itself, drawn anew, {floor:F3}.");
        output.Figures.Add("modesCovered", covered);
        output.Figures.Add("nearShare", near);
        output.Figures.Add("distance", distance);
        output.Figures.Add("distanceOfTruth", floor);
        picture.Add($"after {steps} steps", samples);
        picture.Add("the true mixture", truth, "#2ca02c");
        output.Save(arguments.GetValue(_out), picture.ToSvg);
    }

    private static float[] Noise(Random random, float[] latents)
    {
        for (int i = 0; i < latents.Length; i++)
            latents[i] = Draw.Normal(random);
        return latents;
    }
}
