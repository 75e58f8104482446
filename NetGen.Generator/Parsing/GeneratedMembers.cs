using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>The names of generated members, and which methods of the user's are overloads beside them.</summary>
internal static class GeneratedMembers
{
    private const string Input = "System.ReadOnlySpan<float>";
    private const string Output = "System.Span<float>";

    /// <summary>The generated constants and properties.</summary>
    public static readonly string[] Values = ["InputSize", "OutputSize", "ParameterCount", "WorkspaceLength", "Summary", "Layers", "Parameters"];

    /// <summary>The generated methods with their parameter types.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Methods = new Dictionary<string, string[]>
    {
        ["Forward"] = [Input, Output, Output],
        ["ForwardBatch"] = [Input, Output, Output],
        ["Classify"] = [Input, Output],
        ["Initialize"] = ["int"],
        ["View"] = [Output],
    };

    /// <summary>The methods that only networks with a loss have.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> TrainingMethods = new Dictionary<string, string[]>
    {
        ["Evaluate"] = [Input, Input, Output, Output],
        ["EvaluateBatch"] = [Input, Input, Output, Output],
        ["Backward"] = [Input, Input, Output, Output],
        ["BackwardBatch"] = [Input, Input, Output, "NetGen.TrainingContext", Output],
        ["Train"] = [Input, Input, "float", Output],
    };

    /// <summary>Members every class or record has, which a layer's view would hide or clash with.</summary>
    private static readonly string[] Inherited =
    [
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", "Clone", "Deconstruct", "EqualityContract", "PrintMembers",
    ];

    /// <summary>Whether a network has a generated member of this name.</summary>
    public static bool Contains(string name, bool hasLoss) =>
        Values.Contains(name) || Methods.ContainsKey(name) || hasLoss && TrainingMethods.ContainsKey(name);

    /// <summary>Whether no layer may have this name, whatever the network's loss is.</summary>
    public static bool IsReserved(string name) => Contains(name, hasLoss: true) || Inherited.Contains(name);

    /// <summary>Whether a member of the user's cannot stand beside the generated ones.</summary>
    public static bool Collides(ISymbol member, bool hasLoss)
    {
        if (!Contains(member.Name, hasLoss))
            return false;
        if (member is not IMethodSymbol method || Values.Contains(member.Name))
            return true;

        string[] generated = Methods.TryGetValue(member.Name, out string[]? types) ? types : TrainingMethods[member.Name];
        return method.Arity == 0
            && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None)
            && method.Parameters.Select(static parameter => parameter.Type.ToDisplayString()).SequenceEqual(generated);
    }

    /// <summary>How to do without a member that cannot be generated, since the type has its name.</summary>
    public static string WayAround(string name) => name switch
    {
        "Summary" or "Classify" or "View" or "Evaluate" or "Backward" or "Train" => "rename the network to get it",
        "Initialize" or "EvaluateBatch" or "BackwardBatch" => "call it through ITrainableNetwork",
        _ => "use it through INeuralNetwork",
    };
}
