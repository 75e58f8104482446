using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Which names a network's generated members take, and what can stand beside them.</summary>
internal static class MemberNames
{
    /// <summary>Names no layer may have: inherited members, what generated code uses inside, and what networks will have one day.</summary>
    private static readonly HashSet<string> Reserved =
    [
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
        "Clone", "CopyParametersFrom", "Deconstruct", "EqualityContract", "PrintMembers",
        "ParameterView", "LayerTable", "CreateParameters", "Draw", "_parameters", "_block", "EmbeddedFile",
        "Evaluate", "Predict", "Save", "Load", "LoadFrom", "TryLoad", "SelfTest", "Step", "State", "StatisticCount", "Statistics", "UpdateStatistics", "Tensors",
    ];

    /// <summary>Whether no layer may have this name, whatever the network's loss is.</summary>
    public static bool IsReserved(string name) => SurfacePlan.All.Names.Contains(name) || Reserved.Contains(name);

    /// <summary>Whether a member of the user's cannot stand beside the generated ones.</summary>
    public static bool CollidesWith(this SurfacePlan surface, ISymbol member)
    {
        if (!surface.Names.Contains(member.Name))
            return false;
        var methods = surface.Methods.Where(method => method.Name == member.Name).ToList();
        return member is not IMethodSymbol own || methods.Count == 0 || methods.Any(method => HasParameters(own, method));
    }

    /// <summary>How to do without a member that cannot be generated, since the type has its name.</summary>
    public static string WayAround(string name) => name switch
    {
        "EvaluateBatch" or "BackwardBatch" => "use it through ITrainableNetwork",
        "Forward" or "ForwardBatch" or "Initialize" or "Clone" => "use it through INeuralNetwork",
        _ when SurfacePlan.Constants.Concat(SurfacePlan.Properties).Contains(name) => "use it through INeuralNetwork",
        _ => "rename the network to get it",
    };

    private static bool HasParameters(IMethodSymbol own, SurfaceMethod generated) =>
        own.Arity == 0
        && own.Parameters.All(static parameter => parameter.RefKind == RefKind.None)
        && own.Parameters.Select(static parameter => parameter.Type.ToDisplayString()).SequenceEqual(generated.Parameters.Select(static parameter => parameter.TypeOf()));
}
