using NetGen.Runtime;

namespace NetGen.Tests.Oracle;

/// <summary>What a pass of the oracle is for.</summary>
/// <param name="IsTraining">Whether layers behave as in training: dropout drops, batch normalisation takes the batch's statistics.</param>
/// <param name="Key">Where random layers draw from, in training.</param>
internal sealed record ReferencePass(bool IsTraining, RandomKey Key = default)
{
    public static readonly ReferencePass Inference = new(IsTraining: false);

    public static readonly ReferencePass Training = new(IsTraining: true);
}
