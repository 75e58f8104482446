using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Decides how the loss is called and what it is fused with.</summary>
internal static class LossLowering
{
    public static LossPlan? Lower(NetworkGraph spec)
    {
        LossSpec loss = spec.Loss;
        if (loss.IsNone)
            return null;
        if (loss.CustomType is { } type)
            return new LossPlan(PlainName(type), null, type, null, IsFused: false, Factor: 1, HasClassTargets: false);

        bool isFused = loss.Kind is LossKind.BinaryCrossEntropy or LossKind.CrossEntropy or LossKind.KullbackLeibler;
        bool hasClassTargets = loss.Kind is LossKind.CrossEntropy or LossKind.KullbackLeibler or LossKind.Hinge or LossKind.SquaredHinge;
        bool isMean = loss.Kind is LossKind.MeanSquaredError or LossKind.MeanAbsoluteError or LossKind.Huber or LossKind.BinaryCrossEntropy;
        int outputs = spec.Output.Shape.Size;
        return new LossPlan(
            loss.Kind.ToString(), loss.Kind.ToString(), null, ArgumentOf(loss), isFused,
            isMean && loss.Reduction == ReductionKind.Sum ? outputs : 1, hasClassTargets);
    }

    /// <summary>The last part of a type's name, without type arguments, so that it can stand in a comment.</summary>
    private static string PlainName(string type)
    {
        int start = 0, depth = 0, end = type.Length;
        for (int i = 0; i < type.Length; i++)
        {
            if (type[i] == '<' && depth++ == 0)
                end = i;
            else if (type[i] == '>')
                depth--;
            else if (depth == 0 && (type[i] is '.' or ':'))
                (start, end) = (i + 1, type.Length);
        }

        return type.Substring(start, end - start);
    }

    private static string? ArgumentOf(LossSpec loss) => loss.Kind switch
    {
        LossKind.Huber => Writing.Literal.Of(loss.Delta),
        LossKind.Hinge or LossKind.SquaredHinge => Writing.Literal.Of(loss.Margin),
        _ => null,
    };
}
