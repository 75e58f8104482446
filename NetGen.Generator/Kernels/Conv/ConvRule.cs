using NetGen.Generator.Model;

namespace NetGen.Generator.Kernels.Conv;

/// <summary>What is decided of a convolution before it is written.</summary>
internal static class ConvRule
{
    /// <summary>Whether an activation is applied before the outputs are stored: a cheap one whose derivative does not need what stands before it.</summary>
    public static bool Absorbs(ActivationPlan activation) => activation is { IsElementwise: true, IsCheap: true } && activation.Saved != SavedValue.PreActivation;
}
