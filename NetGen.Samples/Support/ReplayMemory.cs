namespace NetGen.Samples.Support;

/// <summary>The last steps of an agent, to be learned from again and again in random order (Lin, 1992).</summary>
/// <param name="capacity">How many it keeps; the oldest go first.</param>
/// <param name="stateSize">How many numbers a state has.</param>
internal sealed class ReplayMemory(int capacity, int stateSize)
{
    private readonly float[] _states = new float[capacity * stateSize], _nextStates = new float[capacity * stateSize];
    private readonly int[] _actions = new int[capacity];
    private readonly bool[] _fails = new bool[capacity];
    private int _next;

    /// <summary>How many steps it holds.</summary>
    public int Count { get; private set; }

    public void Add(ReadOnlySpan<float> state, int action, ReadOnlySpan<float> nextState, bool fails)
    {
        state.CopyTo(_states.AsSpan(_next * stateSize));
        nextState.CopyTo(_nextStates.AsSpan(_next * stateSize));
        (_actions[_next], _fails[_next]) = (action, fails);
        _next = (_next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    /// <summary>Draws as many steps as there are actions to be filled.</summary>
    public void Draw(Random random, Span<float> states, Span<int> actions, Span<float> nextStates, Span<bool> fails)
    {
        for (int row = 0; row < actions.Length; row++)
        {
            int place = random.Next(Count);
            _states.AsSpan(place * stateSize, stateSize).CopyTo(states[(row * stateSize)..]);
            _nextStates.AsSpan(place * stateSize, stateSize).CopyTo(nextStates[(row * stateSize)..]);
            (actions[row], fails[row]) = (_actions[place], _fails[place]);
        }
    }
}
