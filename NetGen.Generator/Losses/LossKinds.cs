using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

/// <summary>All losses: one line each.</summary>
internal static class LossKinds
{
    public static readonly IReadOnlyDictionary<LossKind, LossInfo> All = new LossInfo[]
    {
        new(LossKind.None),
        new(LossKind.MeanSquaredError, IsMean: true, HasScalarForm: true, IsElementwise: true),
        new(LossKind.SumOfSquares, HasScalarForm: true, IsElementwise: true),
        new(LossKind.HalfSumOfSquares, HasScalarForm: true, IsElementwise: true),
        new(LossKind.MeanAbsoluteError, IsMean: true, IsElementwise: true),
        new(LossKind.Huber, IsMean: true, Parameter: LossParameter.Delta, IsElementwise: true),
        new(LossKind.BinaryCrossEntropy, ActivationKind.Sigmoid, IsFused: true, IsMean: true, HasScalarForm: true, Targets: "UnitInterval", IsElementwise: true),
        new(LossKind.CrossEntropy, ActivationKind.Softmax, IsFused: true, HasClassTargets: true, Targets: "NotNegative", HasRowsForm: true),
        new(LossKind.Hinge, ActivationKind.Identity, HasClassTargets: true, FewestOutputs: 2, Targets: "OneClass", Parameter: LossParameter.Margin),
        new(LossKind.SquaredHinge, ActivationKind.Identity, HasClassTargets: true, FewestOutputs: 2, Targets: "OneClass", Parameter: LossParameter.Margin),
        new(LossKind.KullbackLeibler, ActivationKind.Softmax, IsFused: true, HasClassTargets: true, Targets: "NotNegative"),
    }.ToDictionary(static info => info.Kind);

    public static LossInfo Get(LossKind kind) => All[kind];

    /// <summary>The loss that people mean by a head.</summary>
    public static LossKind Of(ActivationKind head) => head switch
    {
        ActivationKind.Softmax => LossKind.CrossEntropy,
        ActivationKind.Sigmoid => LossKind.BinaryCrossEntropy,
        _ => LossKind.MeanSquaredError,
    };
}
