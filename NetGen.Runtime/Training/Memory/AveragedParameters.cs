using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.Training;

/// <summary>Keeps the moving average of a network's parameters, in a network of its own; statistics are those of the last update.</summary>
internal sealed class AveragedParameters
{
    private readonly ITrainableNetwork _network;
    private readonly ParameterAverage _options;
    private readonly ParameterBlock _lastGood;

    public AveragedParameters(ITrainableNetwork network, ParameterAverage options)
    {
        (_network, _options) = (network, options);
        Network = network.Clone() as ITrainableNetwork
            ?? throw new InvalidOperationException($"{network.GetType().Name}.{nameof(network.Clone)} must return a network that can be trained: the averages are its parameters.");
        _lastGood = new ParameterBlock(Network.ParametersAndStatistics.Length);
    }

    /// <summary>The network whose parameters are the averages.</summary>
    public ITrainableNetwork Network { get; }

    /// <summary>How many updates there were up to the end of the last whole epoch.</summary>
    public long LastGoodUpdates { get; private set; }

    /// <summary>The averages at the end of the last whole epoch.</summary>
    public Span<float> LastGood => _lastGood.Span;

    private long Updates { get; set; }

    /// <summary>Forgets the averages.</summary>
    public void Reset() => (Updates, LastGoodUpdates) = (0, 0);

    /// <summary>Begins a call.</summary>
    public void Begin()
    {
        if (Updates == 0)
            Copy();
        Keep();
    }

    /// <summary>The trainer has taken a step.</summary>
    /// <param name="steps">How many it has taken or left out.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AfterStep(long steps)
    {
        if (steps <= _options.StartStep || Updates == 0)
            Copy();
        if (steps <= _options.StartStep || (steps - _options.StartStep - 1) % _options.Every != 0)
            return;
        long update = Updates++;
        if (update == 0)
            return;
        // The first update takes the parameters over; they are the average of one.
        float decay = _options.Warmup ? MathF.Min(_options.Decay, (float)((1.0 + update) / (10.0 + update))) : _options.Decay;
        Span<float> average = Network.ParametersAndStatistics, values = _network.ParametersAndStatistics;
        Move(average[.._network.ParameterCount], values[.._network.ParameterCount], 1 - decay);
        values[_network.ParameterCount..].CopyTo(average[_network.ParameterCount..]);
    }

    /// <summary>An epoch has come to its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Keep()
    {
        Network.ParametersAndStatistics.CopyTo(LastGood);
        LastGoodUpdates = Updates;
    }

    /// <summary>Brings the averages back that were there at the end of the last whole epoch.</summary>
    public void GoBack()
    {
        LastGood.CopyTo(Network.ParametersAndStatistics);
        Updates = LastGoodUpdates;
    }

    /// <summary>Takes over what a checkpoint kept.</summary>
    public void Restore(long updates, ReadOnlySpan<float> averages)
    {
        averages.CopyTo(Network.ParametersAndStatistics);
        Updates = updates;
        Keep();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy() => _network.ParametersAndStatistics.CopyTo(Network.ParametersAndStatistics);

    /// <summary>average := average + share·(value − average).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(Span<float> averages, ReadOnlySpan<float> values, float share)
    {
        ref float average = ref MemoryMarshal.GetReference(averages);
        ref float value = ref MemoryMarshal.GetReference(values);
        int i = 0;
        for (; i <= averages.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> old = Vector.LoadUnsafe(ref average, (nuint)i);
            (old + (Vector.LoadUnsafe(ref value, (nuint)i) - old) * share).StoreUnsafe(ref average, (nuint)i);
        }

        for (; i < averages.Length; i++)
            averages[i] += (values[i] - averages[i]) * share;
    }
}
