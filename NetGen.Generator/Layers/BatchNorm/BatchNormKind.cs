using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.BatchNorm;

/// <summary><c>[BatchNorm]</c>: every channel has mean 0 and variance 1 over a group of rows, times a scale, plus a shift.</summary>
internal sealed class BatchNormKind : ILayerKind
{
    private const string Group = "Group";

    public string AttributeName => "NetGen.BatchNormAttribute";

    public string Name => "BatchNorm";

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context)
    {
        (bool affine, WeightSpec weights) = NormalizationArguments.Read(context);
        float epsilon = NormalizationArguments.Epsilon(context, 1e-5f);
        float momentum = context.GetNumber("Momentum", 0.1f, static value => value is >= 0 and <= 1, Descriptors.NormalizationOutOfRange, "from 0 to 1");
        int group = context.Arguments.Get(Group, 32);
        if (group is < 1 or > Limits.GroupRows)
            context.Report(Descriptors.NormalizationOutOfRange, Group, context.Subject, Group, group, $"from 1 to {Limits.GroupRows:N0}");
        return new BatchNormSpec(context.Name, epsilon, affine, momentum, group, weights);
    }

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        if (((BatchNormSpec)spec).Group == 1 && inputs[0].Pixels == 1)
            report.Report(Descriptors.StatisticsOfOneRow, Group, report.Subject, report.Inputs[0].Shown);
        return inputs[0];
    }
}
