using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using static NetGen.Generator.Model.InitializerKind;
using static NetGen.Generator.Model.SavedValue;

namespace NetGen.Generator.Activations;

/// <summary>All activations: one line each.</summary>
internal static class ActivationRegistry
{
    public static readonly IReadOnlyDictionary<ActivationKind, ActivationInfo> All = new ActivationInfo[]
    {
        new(ActivationKind.Identity, Nothing, IsCheap: true),
        new(ActivationKind.Sigmoid, Output),
        new(ActivationKind.Tanh, Output),
        new(ActivationKind.Relu, Output, IsCheap: true, HeNormal),
        new(ActivationKind.LeakyRelu, Output, IsCheap: true, HeNormal, HasParameter: true),
        new(ActivationKind.Elu, Output, Initializer: HeNormal, HasParameter: true),
        new(ActivationKind.Selu, Output, Initializer: LeCunNormal),
        new(ActivationKind.Gelu, PreActivation, Initializer: HeNormal),
        new(ActivationKind.GeluTanh, PreActivation, Initializer: HeNormal),
        new(ActivationKind.Silu, PreActivation, Initializer: HeNormal),
        new(ActivationKind.Mish, PreActivation, Initializer: HeNormal),
        new(ActivationKind.Softplus, PreActivation, Initializer: HeNormal),
        new(ActivationKind.Softsign, PreActivation),
        new(ActivationKind.HardSigmoid, Output, IsCheap: true),
        new(ActivationKind.HardTanh, Output, IsCheap: true),
        new(ActivationKind.HardSwish, PreActivation, Initializer: HeNormal),
        new(ActivationKind.Softmax, Output),
    }.ToDictionary(static info => info.Kind);

    public static ActivationInfo Get(ActivationKind kind) => All[kind];

    /// <summary>An activation as plans hold it.</summary>
    public static ActivationPlan Plan(ActivationKind kind, float parameter = 0) => new(kind, parameter, All[kind].Derivative, All[kind].IsCheap);
}
