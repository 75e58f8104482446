namespace NetGen.Samples.Support;

/// <summary>
/// A pole on a cart that is pushed left or right, and falls when nobody cares (Barto, Sutton and Anderson, 1983), with the figures of Gym's
/// CartPole-v1: 0.02 s a step, over when the pole leans by more than 12°, the cart is more than 2.4 m off, or after 500 steps.
/// </summary>
internal sealed class CartPole(Random random)
{
    /// <summary>A state is the cart's place and speed, the pole's angle and its speed.</summary>
    public const int StateSize = 4;

    /// <summary>Left and right.</summary>
    public const int Actions = 2;

    /// <summary>As long as an episode lasts, and the most that can be scored: a step is a point.</summary>
    public const int MostSteps = 500;

    private const double Gravity = 9.8, CartMass = 1, PoleMass = 0.1, HalfLength = 0.5, Force = 10, Seconds = 0.02;
    private const double FarthestPlace = 2.4, LargestAngle = 12 * Math.PI / 180, Start = 0.05;

    private double _place, _speed, _angle, _spin;

    /// <summary>How many steps the pole has stood since it was put up.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the pole has fallen or the cart is gone.</summary>
    public bool HasFailed => Math.Abs(_place) > FarthestPlace || Math.Abs(_angle) > LargestAngle;

    /// <summary>Whether the episode is over: by failing, or because it has lasted long enough.</summary>
    public bool IsOver => HasFailed || Steps == MostSteps;

    /// <summary>Puts the pole up, nearly straight.</summary>
    public void Begin()
    {
        (_place, _speed, _angle, _spin) = (Any(), Any(), Any(), Any());
        Steps = 0;
    }

    /// <summary>Pushes the cart to the left (0) or to the right (1) for one step.</summary>
    public void Push(int action)
    {
        const double mass = CartMass + PoleMass, poleMoment = PoleMass * HalfLength;
        double sine = Math.Sin(_angle), cosine = Math.Cos(_angle);
        double push = ((action == 1 ? Force : -Force) + poleMoment * _spin * _spin * sine) / mass;
        double turn = (Gravity * sine - cosine * push) / (HalfLength * (4.0 / 3 - PoleMass * cosine * cosine / mass));
        double pull = push - poleMoment * turn * cosine / mass;
        (_place, _speed) = (_place + Seconds * _speed, _speed + Seconds * pull);
        (_angle, _spin) = (_angle + Seconds * _spin, _spin + Seconds * turn);
        Steps++;
    }

    /// <summary>Tells the state, each number brought to a size of about 1.</summary>
    public void Observe(Span<float> state)
    {
        state[0] = (float)(_place / FarthestPlace);
        state[1] = (float)(_speed / 2);
        state[2] = (float)(_angle / LargestAngle);
        state[3] = (float)(_spin / 2);
    }

    /// <summary>The mean score of episodes in which the action is chosen that has the largest output.</summary>
    public static double Score(INeuralNetwork network, int episodes, int seed)
    {
        var pole = new CartPole(new Random(seed));
        Span<float> state = stackalloc float[StateSize], outputs = stackalloc float[Actions];
        long steps = 0;
        for (int episode = 0; episode < episodes; episode++)
        {
            for (pole.Begin(); !pole.IsOver; pole.Push(outputs[1] > outputs[0] ? 1 : 0))
            {
                pole.Observe(state);
                network.Forward(state, outputs);
            }

            steps += pole.Steps;
        }

        return (double)steps / episodes;
    }

    private double Any() => Start * (2 * random.NextDouble() - 1);
}
