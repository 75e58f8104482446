using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>The public members a network gets, and which methods of the user's are overloads beside them.</summary>
internal sealed class GeneratedMembers
{
    private const string Input = "System.ReadOnlySpan<float>";
    private const string Output = "System.Span<float>";
    private const string Context = "NetGen.TrainingContext";

    private static readonly string[] Constants = ["InputSize", "OutputSize", "ParameterCount", "WorkspaceLength", "Summary"];

    private static readonly string[] Properties = ["Layers", "Parameters"];

    /// <summary>Names no layer may have: inherited members, what generated code uses inside, and what networks will have one day.</summary>
    private static readonly string[] Reserved =
    [
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
        "Clone", "Deconstruct", "EqualityContract", "PrintMembers",
        "ParameterView", "LayerTable", "CreateParameters", "Draw", "_parameters", "_block",
        "Evaluate", "Save", "Load", "TryLoad",
    ];

    private static readonly GeneratedMembers All = new(hasLoss: true, hasClassTargets: true, hasClasses: true, inputGradients: true, isRandom: true);

    private readonly Dictionary<string, string[][]> _methods = new();

    private GeneratedMembers(bool hasLoss, bool hasClassTargets, bool hasClasses, bool inputGradients, bool isRandom)
    {
        string[] context = isRandom ? [Context] : [];
        AddPass("Forward", [], [Input, Output]);
        AddPass("ForwardBatch", [], [Input, Output]);
        _methods["Initialize"] = [["int"]];
        _methods["View"] = [[Output]];
        if (hasClasses)
            AddPass("Classify", [], [Input]);
        if (inputGradients)
            AddPass("BackwardFrom", context, [Input, Input, Output, Output]);
        if (!hasLoss)
            return;

        string[] targets = hasClassTargets ? [Input, "int"] : [Input];
        string[][] toInput = inputGradients ? [[Input, Input, Output, Output]] : [];
        AddPass("EvaluateBatch", [], [Input, Input, Output]);
        AddPass("BackwardBatch", context, [Input, Input, Output]);
        AddPass("TrainBatch", context, [Input, Input, "float"]);
        AddPass("Backward", context, [.. targets.Select(static target => new[] { Input, target, Output }), .. toInput]);
        AddPass("Train", context, [.. targets.Select(static target => new[] { Input, target, "float" })]);
    }

    /// <summary>The members of a network with this loss and head.</summary>
    /// <param name="inputGradients">Whether the user asked for gradients with respect to the input.</param>
    /// <param name="isRandom">Whether training draws random numbers.</param>
    public static GeneratedMembers Of(LossSpec loss, ActivationKind head, bool inputGradients, bool isRandom) => new(
        hasLoss: !loss.IsNone,
        hasClassTargets: LossKinds.Get(loss.Kind).HasClassTargets,
        hasClasses: head is ActivationKind.Softmax or ActivationKind.Sigmoid,
        inputGradients,
        isRandom);

    /// <summary>The names of all members.</summary>
    public IEnumerable<string> Names => Constants.Concat(Properties).Concat(_methods.Keys);

    /// <summary>Whether no layer may have this name, whatever the network's loss is.</summary>
    public static bool IsReserved(string name) => All.Names.Contains(name) || Reserved.Contains(name);

    /// <summary>Whether a member of the user's cannot stand beside the generated ones.</summary>
    public bool CollidesWith(ISymbol member)
    {
        if (!Names.Contains(member.Name))
            return false;
        return member is not IMethodSymbol method
            || !_methods.TryGetValue(member.Name, out string[][]? overloads)
            || overloads.Any(types => HasParameters(method, types));
    }

    /// <summary>How to do without a member that cannot be generated, since the type has its name.</summary>
    public static string WayAround(string name) => name switch
    {
        "InputSize" or "OutputSize" or "ParameterCount" or "WorkspaceLength" or "Layers" or "Parameters" or "Forward" or "ForwardBatch" => "use it through INeuralNetwork",
        "Initialize" or "EvaluateBatch" or "BackwardBatch" => "use it through ITrainableNetwork",
        _ => "rename the network to get it",
    };

    /// <summary>Adds overloads, each of which may also take a workspace where the network is too large for the stack.</summary>
    private void AddPass(string name, string[] context, params string[][] overloads) =>
        _methods[name] = [.. overloads.SelectMany(types => new string[][] { [.. types, .. context], [.. types, Output, .. context] })];

    private static bool HasParameters(IMethodSymbol method, string[] types) =>
        method.Arity == 0
        && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None)
        && method.Parameters.Select(static parameter => parameter.Type.ToDisplayString()).SequenceEqual(types);
}
