using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Decides how the loss is called and what it is fused with.</summary>
internal static class LossLowering
{
    public static LossPlan? Lower(NetworkSpec spec)
    {
        LossSpec loss = spec.Loss;
        if (loss.IsNone)
            return null;
        if (loss.CustomType is { } type)
            return new LossPlan(type.Substring(type.LastIndexOfAny(new[] { '.', ':' }) + 1), null, type, null, IsFused: false, Factor: 1, HasClassTargets: false);

        bool isFused = loss.Kind is LossKind.BinaryCrossEntropy or LossKind.CrossEntropy or LossKind.KullbackLeibler;
        bool hasClassTargets = loss.Kind is LossKind.CrossEntropy or LossKind.KullbackLeibler or LossKind.Hinge or LossKind.SquaredHinge;
        bool isMean = loss.Kind is LossKind.MeanSquaredError or LossKind.MeanAbsoluteError or LossKind.Huber or LossKind.BinaryCrossEntropy;
        int outputs = ((DenseSpec)spec.Layers[spec.Layers.Count - 1]).Units;
        return new LossPlan(
            loss.Kind.ToString(), loss.Kind.ToString(), null, ArgumentOf(loss), isFused,
            isMean && loss.Reduction == ReductionKind.Sum ? outputs : 1, hasClassTargets);
    }

    private static string? ArgumentOf(LossSpec loss) => loss.Kind switch
    {
        LossKind.Huber => Writing.Literal.Of(loss.Delta),
        LossKind.Hinge or LossKind.SquaredHinge => Writing.Literal.Of(loss.Margin),
        _ => null,
    };
}
