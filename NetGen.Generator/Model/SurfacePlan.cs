using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>
/// The public members a network gets besides constructors and the views of its layers. Decided once: names are checked against it, and it is
/// what is printed. A network's size changes nothing in it.
/// </summary>
/// <param name="HasLoss">Whether the network trains.</param>
/// <param name="HasClassTargets">Whether a target may be given as a class.</param>
/// <param name="HasClasses">Whether the largest output stands for a class.</param>
/// <param name="HasInputGradients">Whether the user asked for gradients with respect to the input.</param>
/// <param name="IsRandom">Whether training draws random numbers, so that passes of training must be told from what.</param>
internal sealed record SurfacePlan(bool HasLoss, bool HasClassTargets, bool HasClasses, bool HasInputGradients, bool IsRandom)
{
    /// <summary>The layers whose values the user may ask for.</summary>
    public EquatableArray<string> Exposed { get; init; }

    /// <summary>Whether the type is a record, which is cloned by <c>with</c> and may have no member of that name.</summary>
    public bool IsRecord { get; init; }

    /// <summary>Whether the type is static: its weights are compiled in and do not change.</summary>
    public bool IsStatic { get; init; }

    /// <summary>What any network may have.</summary>
    public static SurfacePlan All { get; } = new(true, true, true, true, false);

    public static IReadOnlyList<string> Constants { get; } = ["InputSize", "OutputSize", "ParameterCount", "WorkspaceLength", "StateLength", "Summary"];

    public static IReadOnlyList<string> Properties { get; } = ["InputShape", "OutputShape", "Layers", "Parameters"];

    /// <summary>The names of all members.</summary>
    public IEnumerable<string> Names => Constants.Concat(Properties).Concat(Methods.Select(static method => method.Name)).Distinct();

    /// <summary>All methods, in the order they are printed in.</summary>
    public IEnumerable<SurfaceMethod> Methods =>
    [
        .. IsStatic ? Nothing : [new SurfaceMethod("Initialize", [Parameter.Seed])],
        .. Inference(PublicPass.Forward, [Parameter.Input, Parameter.Output]),
        .. Inference(PublicPass.ForwardBatch, [Parameter.Inputs, Parameter.Outputs]),
        .. Exposed.SelectMany(static layer => ToLayer(layer)),
        .. HasClasses ? [new SurfaceMethod(PublicPass.Classify, [Parameter.Input])] : Nothing,
        .. HasLoss ? Training() : [],
        .. HasInputGradients ? FromOutputs() : [],
        new("View", [Parameter.Block]),
        .. IsRecord || IsStatic ? Nothing : [new SurfaceMethod("Clone", [])],
    ];

    private static SurfaceMethod[] Nothing => [];

    private static IEnumerable<SurfaceMethod> Inference(PublicPass pass, Parameter[] parameters) =>
        [new(pass, parameters), new(pass, [.. parameters, Parameter.Workspace])];

    private static IEnumerable<SurfaceMethod> ToLayer(string layer) =>
    [
        .. Inference(PublicPass.ForwardTo, [Parameter.Input, Parameter.Output]).Select(method => method with { Name = "ForwardTo" + layer, Layer = layer }),
        .. Inference(PublicPass.ForwardToBatch, [Parameter.Inputs, Parameter.Outputs]).Select(method => method with { Name = $"ForwardTo{layer}Batch", Layer = layer }),
    ];

    private IEnumerable<SurfaceMethod> Training()
    {
        Parameter[] evaluated = [Parameter.Inputs, Parameter.Targets, Parameter.Outputs];
        Parameter[] rows = [Parameter.Inputs, Parameter.Targets];
        return
        [
            .. Inference(PublicPass.EvaluateBatch, evaluated),
            new(PublicPass.EvaluateBatch, [.. evaluated, Parameter.Context, Parameter.OptionalWorkspace]),
            .. Targets().SelectMany(target => Back(PublicPass.Backward, [Parameter.Input, target, Parameter.Gradients], Parameter.InputGradients)),
            .. Back(PublicPass.BackwardBatch, [.. rows, Parameter.Gradients], Parameter.InputGradients),
            .. Targets().SelectMany(target => Back(PublicPass.Train, [Parameter.Input, target, Parameter.LearningRate], null)),
            .. Back(PublicPass.TrainBatch, [.. rows, Parameter.LearningRate], null),
        ];
    }

    private IEnumerable<Parameter> Targets() => HasClassTargets ? [Parameter.Target, Parameter.Label] : [Parameter.Target];

    private IEnumerable<SurfaceMethod> FromOutputs() =>
    [
        .. Back(PublicPass.BackwardFrom, [Parameter.Input, Parameter.OutputGradients, Parameter.Gradients, Parameter.InputGradients], null),
        .. Back(PublicPass.BackwardFromBatch, [Parameter.Inputs, Parameter.OutputGradients, Parameter.Gradients, Parameter.InputGradients], null),
    ];

    /// <summary>A pass that goes back: with the input's gradients where they are wanted, and with a context, which random layers need.</summary>
    private IEnumerable<SurfaceMethod> Back(PublicPass pass, Parameter[] parameters, Parameter? inputGradients)
    {
        Parameter[][] forms = HasInputGradients && inputGradients is { } wanted ? [parameters, [.. parameters, wanted]] : [parameters];
        foreach (Parameter[] form in forms)
        {
            if (!IsRandom)
                yield return new(pass, form);
            yield return new(pass, [.. form, Parameter.Context, Parameter.OptionalWorkspace]);
        }
    }
}

/// <summary>The passes of a network.</summary>
internal enum PublicPass
{
    None,
    Forward,
    ForwardBatch,
    ForwardTo,
    ForwardToBatch,
    Classify,
    EvaluateBatch,
    Backward,
    BackwardBatch,
    Train,
    TrainBatch,
    BackwardFrom,
    BackwardFromBatch,
}

/// <summary>The parameters of public members.</summary>
internal enum Parameter
{
    Input,
    Inputs,
    Target,
    Targets,
    Label,
    Output,
    Outputs,
    Gradients,
    InputGradients,
    OutputGradients,
    LearningRate,
    Context,
    Workspace,
    OptionalWorkspace,
    Seed,
    Block,
}

/// <summary>A public method.</summary>
internal sealed record SurfaceMethod(string Name, IReadOnlyList<Parameter> Parameters, PublicPass Pass)
{
    public SurfaceMethod(PublicPass pass, Parameter[] parameters)
        : this(pass.ToString(), parameters, pass)
    {
    }

    public SurfaceMethod(string name, Parameter[] parameters)
        : this(name, parameters, PublicPass.None)
    {
    }

    /// <summary>The layer whose values the pass gives; null for the network's outputs.</summary>
    public string? Layer { get; init; }

    /// <summary>Whether several rows go through.</summary>
    public bool IsBatch => Pass is PublicPass.ForwardBatch or PublicPass.ForwardToBatch or PublicPass.EvaluateBatch or PublicPass.BackwardBatch or PublicPass.TrainBatch or PublicPass.BackwardFromBatch;

    public bool Takes(Parameter parameter) => Parameters.Contains(parameter);

    /// <summary>Whether the caller may give the pass its buffers.</summary>
    public bool TakesWorkspace => Takes(Parameter.Workspace) || Takes(Parameter.OptionalWorkspace);
}

/// <summary>What parameters are called and what they are.</summary>
internal static class Parameters
{
    public const string ReadOnly = "System.ReadOnlySpan<float>";
    public const string Writable = "System.Span<float>";

    /// <summary>The parameter's name in code.</summary>
    public static string NameOf(this Parameter parameter) => parameter switch
    {
        Parameter.OptionalWorkspace => "workspace",
        _ => char.ToLowerInvariant(parameter.ToString()[0]) + parameter.ToString().Substring(1),
    };

    /// <summary>The parameter's type, with its namespace.</summary>
    public static string TypeOf(this Parameter parameter) => parameter switch
    {
        Parameter.Input or Parameter.Inputs or Parameter.Target or Parameter.Targets or Parameter.OutputGradients => ReadOnly,
        Parameter.Label or Parameter.Seed => "int",
        Parameter.LearningRate => "float",
        Parameter.Context => "NetGen.TrainingContext",
        _ => Writable,
    };

    /// <summary>The parameter as it is declared.</summary>
    public static string DeclarationOf(this Parameter parameter)
    {
        string type = parameter.TypeOf(), value = parameter == Parameter.OptionalWorkspace ? " = default" : "";
        return $"{(type.Contains('.') ? "global::" : "")}{type} {parameter.NameOf()}{value}";
    }
}
