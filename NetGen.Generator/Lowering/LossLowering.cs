using NetGen.Generator.Losses;
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
            return new LossPlan(PlainName(type), null, type, null, IsFused: false, Factor: 1, HasClassTargets: false, HasRowsForm: false, HasScalarForm: false, $"Of<{type}>()", loss.EvaluatesItself);

        LossInfo info = LossKinds.Get(loss.Kind);
        int factor = info.IsMean && loss.Reduction == ReductionKind.Sum ? spec.Output.Shape.RowSize : 1;
        string? argument = info.Parameter switch
        {
            LossParameter.Delta => Writing.Literal.Of(loss.Delta),
            LossParameter.Margin => Writing.Literal.Of(loss.Margin),
            _ => null,
        };
        string name = loss.Kind.ToString();
        return new LossPlan(name, name, null, argument, info.IsFused, factor, info.HasClassTargets, info.HasRowsForm, info.HasScalarForm, info.Targets, IsElementwise: info.IsElementwise);
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
}
