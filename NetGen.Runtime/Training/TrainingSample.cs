namespace NetGen;

/// <summary>One sample of a stream.</summary>
/// <param name="Input">As many numbers as the network has inputs. Copied before the next sample is asked for.</param>
/// <param name="Target">As many numbers as the network has outputs. Copied before the next sample is asked for.</param>
public readonly record struct TrainingSample(ReadOnlyMemory<float> Input, ReadOnlyMemory<float> Target)
{
    /// <summary>What the sample's loss and gradients are multiplied by: 0 or more; 1 by default.</summary>
    public float Weight { get; init; } = 1;
}
