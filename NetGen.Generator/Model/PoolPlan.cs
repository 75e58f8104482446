namespace NetGen.Generator.Model;

/// <summary>The kernel of the largest value, or the mean, of windows over rows of pictures whose channels lie together.</summary>
/// <param name="IsMean">Whether it is the mean; else the largest.</param>
/// <param name="CountsZeros">Whether places beside the edge are part of the mean.</param>
/// <param name="InputStride">How far apart rows of x lie.</param>
/// <param name="OutputStride">How far apart rows of y lie.</param>
internal sealed record PoolPlan(string Name, bool IsMean, bool CountsZeros, int Channels, WindowAxis Height, WindowAxis Width, int InputStride, int OutputStride) : KernelPlan(Name)
{
    public override string Description => "Vectors run over channels.";

    public bool IsPadded => Height.IsPadded || Width.IsPadded;

    /// <summary>A row of inputs with what stands around it.</summary>
    public int PaddedSize => Height.Padded * Width.Padded * Channels;
}
