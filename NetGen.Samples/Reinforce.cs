using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

// A state's outputs are the probabilities of its actions. Its gradients are those of rewards, and not of its loss.
[NeuralNetwork(CartPole.StateSize, Loss = Loss.CrossEntropy, InputGradients = true)]
[Dense(32, Activation.Tanh)]
[Dense(CartPole.Actions, Activation.Softmax)]
internal sealed partial class ReinforcePolicy;

/// <summary>REINFORCE (Williams, 1992): actions are drawn from the policy, and those become likelier that brought more than the mean. On the pole on a cart.</summary>
internal sealed class ReinforceSample : Sample
{
    private const int Episodes = 10, TestEpisodes = 100;
    private const double Discount = 0.99, GoodScore = 490;
    private readonly Option<int> _updates = SampleOptions.Count("--updates", "How often the policy is changed, at most, each time after ten episodes.", 150);
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the score over the training");

    public ReinforceSample()
        : base("reinforce", "policy gradients from rewards alone: a pole on a cart")
    {
        this.AddOptions(_updates, _seed, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        int seed = arguments.GetValue(_seed), updates = arguments.GetValue(_updates);
        var random = new Random(seed);
        var policy = new ReinforcePolicy(seed);
        var trainer = new Trainer(policy, new TrainingOptions { Optimizer = Optimizer.Adam(1e-2f) });
        float[] gradients = new float[ReinforcePolicy.ParameterCount];
        var scores = new List<(double Update, double Score)>();
        while (scores.Count < updates && (scores.Count == 0 || scores[^1].Score < GoodScore))
        {
            output.Cancellation.ThrowIfCancellationRequested();
            (float[] states, int[] actions, double[] returns) = Play(policy, random);
            scores.Add((scores.Count + 1, (double)actions.Length / Episodes));

            // The gradient of −A·ln p(action) with respect to p is −A/p at the action taken. A is what followed, against the mean of all.
            float[] probabilities = policy.Predict(states), outputGradients = new float[probabilities.Length];
            double mean = returns.Average(), deviation = Math.Sqrt(returns.Average(value => (value - mean) * (value - mean)));
            for (int row = 0; row < actions.Length; row++)
            {
                int place = row * CartPole.Actions + actions[row];
                outputGradients[place] = (float)(-(returns[row] - mean) / (deviation * actions.Length * probabilities[place]));
            }

            Array.Clear(gradients);
            policy.BackwardFromBatch(states, outputGradients, gradients, default);
            trainer.Apply(gradients);
        }

        double score = CartPole.Score(policy, TestEpisodes, unchecked(seed + 1));
        output.Print($"{scores.Count} updates of {Episodes} episodes each; the first ten stood for {scores[0].Score:F1} of {CartPole.MostSteps} steps in the mean, the last for {scores[^1].Score:F1}.");
        output.Print($"Taking the likelier action, the policy's mean score in {TestEpisodes} other episodes is {score:F1}.");
        output.Figures.Add("score", score);
        output.Figures.Add("firstScore", scores[0].Score);
        output.Figures.Add("updates", scores.Count);
        output.Figures.Add("lastScore", scores[^1].Score);
        var plot = new LinePlot("reinforce: score while learning", "update", "score");
        plot.Add($"mean of {Episodes} episodes", scores);
        output.Save(arguments.GetValue(_out), plot.ToSvg);
    }

    /// <summary>Plays some episodes with actions drawn from the policy, and tells of every step what it brought: the sum of the rewards behind it, later ones counting less.</summary>
    private static (float[] States, int[] Actions, double[] Returns) Play(ReinforcePolicy policy, Random random)
    {
        var pole = new CartPole(random);
        var states = new List<float>();
        var actions = new List<int>();
        var returns = new List<double>();
        float[] state = new float[CartPole.StateSize], probabilities = new float[CartPole.Actions];
        for (int episode = 0; episode < Episodes; episode++)
        {
            for (pole.Begin(); !pole.IsOver; pole.Push(actions[^1]))
            {
                pole.Observe(state);
                policy.Forward(state, probabilities);
                states.AddRange(state);
                actions.Add(random.NextSingle() < probabilities[1] ? 1 : 0);
            }

            // A pole that stands for k more steps brings 1 + γ + … + γ^(k − 1).
            for (int left = pole.Steps; left > 0; left--)
                returns.Add((1 - Math.Pow(Discount, left)) / (1 - Discount));
        }

        return ([.. states], [.. actions], [.. returns]);
    }
}
