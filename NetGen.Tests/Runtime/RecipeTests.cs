using System.Reflection;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

#region Networks
[NeuralNetwork(3, Loss = Loss.MeanSquaredError)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public sealed partial class HousePrice;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(8, Activation.Relu)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class IsInside;

[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(16, Activation.Relu)]
[Dropout(0.1f)]
[Dense(3, Activation.Softmax)]
public sealed partial class Ring;

[NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy)]
[Dense(12, Activation.Silu)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class Tags;

[NeuralNetwork(8, Loss = Loss.MeanSquaredError)]
[Dense(3, Activation.Tanh, Name = "Encoder")]
[Dense(8, Name = "Decoder")]
public sealed partial class Autoencoder;

[NeuralNetwork(2, Loss = Loss.CrossEntropy, InputGradients = true)]
[Dense(3, Activation.Softmax)]
public sealed partial class Policy;
#endregion

/// <summary>The code of docs/training.md, run.</summary>
public class RecipeTests
{
    private static float[] Randoms(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
    }

    [Fact]
    public void Regression()
    {
        float[] inputs = Randoms(600, 1), prices = new float[200];
        for (int i = 0; i < 200; i++)
        {
            inputs[i * 3] = 100 + 30 * inputs[i * 3];
            prices[i] = 0.01f * inputs[i * 3] + inputs[i * 3 + 1] * inputs[i * 3 + 2];
        }

        #region Regression
        (Dataset train, Dataset test) = new Dataset(inputs, prices, inputSize: 3, outputSize: 1).Split(0.8, seed: 1);

        // Inputs of very different size learn badly: scale them, and learn from the scaled.
        Standardizer scaler = Standardizer.Fit(train);
        scaler.Transform(inputs);

        var net = new HousePrice(seed: 1);
        var trainer = new Trainer(net, new TrainingOptions { Epochs = 300, BatchSize = 16, Optimizer = Optimizer.Adam(5e-3f), Metrics = [Metric.R2] });
        TrainingResult result = trainer.Fit(train, test);
        float explained = result.History[^1].Metrics.Span[0];

        // In use the network takes inputs as they come: the scaler becomes part of its first layer.
        scaler.FoldInto(net.Dense1);
        #endregion

        explained.ShouldBeGreaterThan(0.9f);
        float[] expected = prices[..1], output = new float[1], raw = inputs[..3];
        scaler.InverseTransform(raw);
        net.Forward(raw, output);
        output[0].ShouldBe(expected[0], 0.3f);
    }

    [Fact]
    public void Binary()
    {
        float[] points = Randoms(800, 2);
        float[] isInside = [.. Enumerable.Range(0, 400).Select(i => points[2 * i] * points[2 * i] + points[2 * i + 1] * points[2 * i + 1] < 0.3f ? 1f : 0f)];

        #region Binary
        (Dataset train, Dataset test) = new Dataset(points, isInside, inputSize: 2, outputSize: 1).Split(0.75, seed: 1, stratified: true);
        var net = new IsInside(seed: 1);
        var trainer = new Trainer(net, new TrainingOptions
        {
            Epochs = 200,
            BatchSize = 16,
            Optimizer = Optimizer.Adam(1e-2f),
            ClassWeights = [1, 3], // class 1 is rare: each of its rows counts three times
        });
        trainer.Fit(train);
        Evaluation evaluation = trainer.Evaluate(test); // evaluation.Accuracy: outputs on the right side of ½
        double area = Metric.RocAuc.Compute(trainer.Predict(test), test);
        #endregion

        evaluation.Accuracy!.Value.ShouldBeGreaterThan(0.85f);
        area.ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void MultiClass()
    {
        float[] points = Randoms(1200, 3);
        int[] labels = [.. Enumerable.Range(0, 600).Select(i => (int)(2.99f * MathF.Min(1, MathF.Max(MathF.Abs(points[2 * i]), MathF.Abs(points[2 * i + 1])))))];

        #region MultiClass
        Dataset data = Dataset.FromLabels(points, labels, inputSize: 2, classes: 3);
        (Dataset train, Dataset test) = data.Split(0.8, seed: 1, stratified: true);
        var net = new Ring(seed: 1);
        var trainer = new Trainer(net, new TrainingOptions
        {
            Epochs = 150,
            BatchSize = 32,
            Optimizer = Optimizer.AdamW(1e-2f),
            Schedule = Schedule.Cosine().WithWarmup(50),
            EarlyStopping = new EarlyStopping { Patience = 40, Metric = Metric.Accuracy },
        });
        TrainingResult result = trainer.Fit(train, test);
        ConfusionMatrix confusion = ConfusionMatrix.Of(trainer.Predict(test), test);
        #endregion

        result.BestEpoch.ShouldNotBeNull();
        confusion.Accuracy.ShouldBeGreaterThan(0.85);
        confusion.Count.ShouldBe(test.Count);
    }

    [Fact]
    public void MultiLabel()
    {
        float[] inputs = Randoms(1600, 4);
        float[] tags = [.. Enumerable.Range(0, 1200).Select(i => inputs[i / 3 * 4 + i % 3] + inputs[i / 3 * 4 + 3] > 0 ? 1f : 0f)];

        #region MultiLabel
        // A row of 0 and 1 for every sample: any number of tags may be right at once.
        (Dataset train, Dataset test) = new Dataset(inputs, tags, inputSize: 4, outputSize: 3).Split(0.75, seed: 1);
        var net = new Tags(seed: 1);
        var trainer = new Trainer(net, new TrainingOptions { Epochs = 60, BatchSize = 16, Optimizer = Optimizer.Adam(1e-2f) });
        trainer.Fit(train);
        float? accuracy = trainer.Evaluate(test).Accuracy; // over all tags
        #endregion

        accuracy!.Value.ShouldBeGreaterThan(0.9f);
    }

    [Fact]
    public void Autoencoding()
    {
        // Eight numbers that follow from three.
        float[] hidden = Randoms(900, 5), inputs = new float[300 * 8];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = 0.5f * hidden[i / 8 * 3 + i % 3] - 0.3f * hidden[i / 8 * 3 + (i % 8 + 1) % 3];

        #region Autoencoder
        // The inputs are their own targets. Noise on the inputs alone makes it a denoising autoencoder.
        var data = new Dataset(inputs, inputs, inputSize: 8, outputSize: 8);
        var net = new Autoencoder(seed: 1);
        TrainingResult result = new Trainer(net, new TrainingOptions
        {
            Epochs = 150, BatchSize = 20, Optimizer = Optimizer.Adam(1e-2f), InputNoise = 0.05f,
        }).Fit(data);
        #endregion

        result.Loss.ShouldBeLessThan(result.History[0].Loss / 10);
    }

    [Fact]
    public void GoingOn()
    {
        float[] points = Randoms(2880, 6);
        int[] labels = [.. Enumerable.Range(0, 1440).Select(i => (int)(2.99f * MathF.Min(1, MathF.Max(MathF.Abs(points[2 * i]), MathF.Abs(points[2 * i + 1])))))];
        var all = Dataset.FromLabels(points, labels, inputSize: 2, classes: 3);
        Dataset[] days = [all.Slice(0, 480), all.Slice(480, 480), all.Slice(960, 480)];
        var net = new Ring(seed: 1);
        string folder = Directory.CreateTempSubdirectory("netgen-").FullName, path = Path.Combine(folder, "ring.checkpoint");
        float[] trained;
        try
        {
            #region GoingOn
            // Every night a few more epochs, on what has come in since: Adam's moments, the warm-up and random draws go on where they were.
            var trainer = new Trainer(net, new TrainingOptions
            {
                Epochs = 5,
                BatchSize = 32,
                Optimizer = Optimizer.AdamW(1e-2f),
                Schedule = Schedule.Constant.WithWarmup(100), // of 5 epochs of 15 steps it is not over
                CheckpointPath = path,
            });
            foreach (Dataset day in days)
                trainer.Fit(day);
            // trainer.Epochs is 15, trainer.Steps 225; a result's History has the epochs of its call, numbered on.

            // After a crash, in a new process: a new trainer with the same options goes on where the file was written, with the rows of that day,
            // and from there with the days that follow.
            var restarted = new Ring(seed: 1);
            var again = new Trainer(restarted, trainer.Options);
            again.Resume(path, days[^1]);

            // Other rows, another subject: begin anew.
            trainer.Reset();
            net.Initialize(seed: 2);
            #endregion

            (trainer.Epochs, trainer.Steps, again.Epochs, again.Steps).ShouldBe((0, 0L, 15, 225L));
            trained = restarted.Parameters.ToArray();
            var whole = new Ring(seed: 1);
            var days15 = new Trainer(whole, trainer.Options with { CheckpointPath = null });
            foreach (Dataset day in days)
                days15.Fit(day);
            trained.ShouldBe(whole.Parameters.ToArray());
            days15.Evaluate(all).Accuracy!.Value.ShouldBeGreaterThan(0.6f);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Simulator
    {
        private readonly Random _random = new(1);

        public void Fill(Span<float> inputs, Span<float> targets)
        {
            foreach (ref float input in inputs)
                input = _random.NextSingle() * 2 - 1;
            for (int i = 0; i < targets.Length; i++)
                targets[i] = inputs[i * 3] + inputs[i * 3 + 1] * inputs[i * 3 + 2];
        }
    }

    [Fact]
    public void OwnLoop()
    {
        var simulator = new Simulator();
        var net = new HousePrice(seed: 1);
        float[] testInputs = new float[300], testTargets = new float[100];
        simulator.Fill(testInputs, testTargets);
        var test = new Dataset(testInputs, testTargets, inputSize: 3, outputSize: 1);

        #region OwnLoop
        // One optimizer step on a batch of one's own, with all that the options say. Nothing is allocated.
        var trainer = new Trainer(net, new TrainingOptions { BatchSize = 16, Optimizer = Optimizer.Adam(5e-3f), ClipNorm = 1 });
        float[] inputs = new float[16 * 3], targets = new float[16];
        float loss = 0;
        for (int step = 0; step < 2000; step++)
        {
            simulator.Fill(inputs, targets);
            loss = trainer.Step(inputs, targets); // the mean that it stepped on; NaN where no step was taken
        }

        // A network needs no trainer to be used and measured.
        float[] prices = net.Predict(inputs);
        float[] losses = new float[test.Count];
        Evaluation evaluation = net.Evaluate(test, losses); // and every row's loss
        #endregion

        loss.ShouldBeLessThan(0.05f);
        prices.Length.ShouldBe(16);
        evaluation.Loss.ShouldBeLessThan(0.05f);
        losses.Average().ShouldBe(evaluation.Loss, 1e-6f);
    }

    [Fact]
    public void PolicyGradient()
    {
        #region PolicyGradient
        // REINFORCE: the gradient of −reward·ln p(action) with respect to the outputs p is −reward / p at the action taken.
        var net = new Policy(seed: 1);
        var trainer = new Trainer(net, new TrainingOptions { Optimizer = Optimizer.Adam(1e-2f) });
        var random = new Random(1);
        float[] gradients = new float[Policy.ParameterCount];
        Span<float> p = stackalloc float[3], outputGradients = stackalloc float[3];
        ReadOnlySpan<float> state = [1, 0];
        for (int step = 0; step < 500; step++)
        {
            net.Forward(state, p);
            float draw = random.NextSingle();
            int action = draw < p[0] ? 0 : draw < p[0] + p[1] ? 1 : 2;
            float reward = action == 2 ? 1 : 0;

            outputGradients.Clear();
            outputGradients[action] = -reward / p[action];
            Array.Clear(gradients);
            net.BackwardFrom(state, outputGradients, gradients, inputGradients: default);
            trainer.Apply(gradients);
        }
        #endregion

        net.Forward(state, p);
        p[2].ShouldBeGreaterThan(0.9f);
    }

    [Fact]
    public void The_documents_code_is_the_tests_code()
    {
        string root = typeof(RecipeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!;
        string document = Lines(File.ReadAllText(Path.Combine(root, "..", "docs", "training.md")));
        string[] parts = Lines(File.ReadAllText(Path.Combine(root, "Runtime", "RecipeTests.cs"))).Split("\n#region ")[1..];
        parts.Length.ShouldBe(9);
        foreach (string part in parts)
        {
            string code = part[(part.IndexOf('\n') + 1)..part.IndexOf("\n#endregion", StringComparison.Ordinal)];
            document.ShouldContain(code, Case.Sensitive, part[..part.IndexOf('\n')]);
        }

        static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));
    }
}
