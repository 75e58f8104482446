using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

// A state's outputs are the values of its actions.
[NeuralNetwork(CartPole.StateSize, Loss = Loss.Huber)]
[Dense(64, Activation.Relu)]
[Dense(64, Activation.Relu)]
[Dense(CartPole.Actions)]
internal sealed partial class DqnNet;

/// <summary>Q-learning with a network, replay memory and target network (Mnih and others, 2015), in van Hasselt's double form, on the pole on a cart.</summary>
internal sealed class DqnSample : Sample
{
    private const int BatchSize = 64, MemorySize = 20_000, FirstLearning = 500, SyncEvery = 200, ScoreEvery = 1000, ScoreEpisodes = 20, TestEpisodes = 100;
    private const float Discount = 0.98f;
    private readonly Option<int> _steps = SampleOptions.Count("--steps", "How many steps the agent takes, at most.", 60_000);
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the score over the training");
    private readonly float[] _states = new float[BatchSize * CartPole.StateSize], _nextStates = new float[BatchSize * CartPole.StateSize];
    private readonly float[] _values = new float[BatchSize * CartPole.Actions], _nextValues = new float[BatchSize * CartPole.Actions], _choices = new float[BatchSize * CartPole.Actions];
    private readonly int[] _actions = new int[BatchSize];
    private readonly bool[] _fails = new bool[BatchSize];

    public DqnSample()
        : base("dqn", "Q-learning with replay memory and a target network: a pole on a cart")
    {
        this.AddOptions(_steps, _seed, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        int seed = arguments.GetValue(_seed), steps = arguments.GetValue(_steps), step = 0, bestStep = 0;
        var random = new Random(seed);
        var pole = new CartPole(random);
        var network = new DqnNet(seed);
        DqnNet target = network.Clone(), best = network.Clone();
        var trainer = new Trainer(network, new TrainingOptions { BatchSize = BatchSize, Optimizer = Optimizer.Adam(5e-4f), ClipNorm = 10 });
        var memory = new ReplayMemory(MemorySize, CartPole.StateSize);
        var scores = new List<(double Step, double Score)> { (0, CartPole.Score(network, ScoreEpisodes, unchecked(seed + 1))) };
        double bestScore = scores[0].Score;
        Span<float> state = stackalloc float[CartPole.StateSize], next = stackalloc float[CartPole.StateSize], values = stackalloc float[CartPole.Actions];
        pole.Begin();
        // What scores the most that can be scored needs no more training.
        while (step < steps && bestScore < CartPole.MostSteps)
        {
            output.Cancellation.ThrowIfCancellationRequested();
            step++;
            pole.Observe(state);
            network.Forward(state, values);
            // At first anything is tried, then what seems best nineteen times of twenty.
            int action = random.NextDouble() < Math.Max(0.05, 1 - step / 3000.0) ? random.Next(CartPole.Actions) : values[1] > values[0] ? 1 : 0;
            pole.Push(action);
            pole.Observe(next);
            memory.Add(state, action, next, pole.HasFailed);
            if (pole.IsOver)
                pole.Begin();
            if (memory.Count >= FirstLearning)
                Learn(random, memory, network, target, trainer);
            if (step % SyncEvery == 0)
                target.CopyParametersFrom(network);
            if (step % ScoreEvery != 0)
                continue;
            scores.Add((step, CartPole.Score(network, ScoreEpisodes, unchecked(seed + 1))));
            if (scores[^1].Score <= bestScore)
                continue;
            (bestStep, bestScore) = (step, scores[^1].Score);
            best.CopyParametersFrom(network);
        }

        double score = CartPole.Score(best, TestEpisodes, unchecked(seed + 2));
        output.Print($"{step} steps; the pole stood longest after {bestStep} of them, {bestScore:F1} of {CartPole.MostSteps} steps in the mean.");
        output.Print($"That network's mean score in {TestEpisodes} other episodes is {score:F1}; untrained it was {scores[0].Score:F1}.");
        output.Figures.Add("score", score);
        output.Figures.Add("untrainedScore", scores[0].Score);
        output.Figures.Add("steps", step);
        output.Figures.Add("bestStep", bestStep);
        var plot = new LinePlot("dqn: score while learning", "step", "score");
        plot.Add($"mean of {ScoreEpisodes} episodes", scores);
        output.Save(arguments.GetValue(_out), plot.ToSvg);
    }

    /// <summary>One step on remembered ones: the value of the action taken is to be the reward and what the target network says of the network's next choice.</summary>
    private void Learn(Random random, ReplayMemory memory, DqnNet network, DqnNet target, Trainer trainer)
    {
        memory.Draw(random, _states, _actions, _nextStates, _fails);
        // Of actions not taken nothing is known: their targets are what the network says of them, so that they have no gradient.
        network.ForwardBatch(_states, _values);
        network.ForwardBatch(_nextStates, _choices);
        target.ForwardBatch(_nextStates, _nextValues);
        for (int row = 0; row < BatchSize; row++)
        {
            int place = row * CartPole.Actions, choice = _choices[place + 1] > _choices[place] ? 1 : 0;
            // Rewards of 1 − γ let values lie between 0 and 1.
            _values[place + _actions[row]] = _fails[row] ? 0 : 1 - Discount + Discount * _nextValues[place + choice];
        }

        trainer.Step(_states, _values);
    }
}
