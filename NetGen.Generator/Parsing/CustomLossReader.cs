using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Parsing;

/// <summary>Reads <c>CustomLoss = typeof(T)</c> and checks that generated code can use T.</summary>
internal static class CustomLossReader
{
    private const string LossInterface = "NetGen.ILoss";

    /// <summary>What generated code calls by name.</summary>
    private static readonly string[] s_called = ["Backward", "Evaluate"];

    /// <summary>The type's name with <c>global::</c>, or null where it is at fault; and whether it has an <c>Evaluate</c> of its own.</summary>
    public static string? Read(
        INamedTypeSymbol network, AttributeArguments arguments, CSharpCompilation compilation, DiagnosticBag diagnostics, out bool evaluatesItself)
    {
        evaluatesItself = false;
        var type = arguments.Get<ITypeSymbol?>("CustomLoss", null);
        if (type?.TypeKind == TypeKind.Error)
            return null;

        string? reason = FindFault(type, compilation);
        if (reason is null)
        {
            evaluatesItself = Implementation(type!, "Evaluate") is { ContainingType.TypeKind: not TypeKind.Interface };
            return type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        }

        string name = type is null ? "null" : $"'{type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
        diagnostics.Report(Descriptors.CustomLossUnusable, arguments.LocationOf("CustomLoss"), name, network.Name, reason);
        return null;
    }

    private static string? FindFault(ITypeSymbol? type, CSharpCompilation compilation)
    {
        if (type is null)
            return "name a type that implements NetGen.ILoss, or remove CustomLoss";
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named)
            return $"it is no class or struct. Name one that implements {LossInterface}";
        if (named.IsUnboundGenericType)
            return "it is an open generic type. Name its type arguments";
        if (Contract(named) is null)
            return $"it does not implement {LossInterface}. Implement the interface, or name a type that does";
        if (named.IsRefLikeType)
            return "it is a ref struct. Make it an ordinary struct";
        if (s_called.FirstOrDefault(method => Implementation(named, method) is { MethodKind: not MethodKind.Ordinary }) is { } hidden)
            return $"it implements {LossInterface}.{hidden} explicitly. Make the method public";
        if (IsFileLocal(named))
            return "it is file-local, so the generated file cannot see it. Make it internal";
        // Passes are compiled into a class of their own, outside of the network.
        if (!compilation.IsSymbolAccessibleWithin(named, compilation.Assembly))
            return "it is not accessible from everywhere in the project. Make it internal or public";
        return null;
    }

    private static INamedTypeSymbol? Contract(ITypeSymbol type) =>
        type.AllInterfaces.FirstOrDefault(static candidate => candidate.ToDisplayString() == LossInterface);

    private static IMethodSymbol? Implementation(ITypeSymbol type, string method) =>
        Contract(type)?.GetMembers(method).FirstOrDefault() is { } member ? type.FindImplementationForInterfaceMember(member) as IMethodSymbol : null;

    private static bool IsFileLocal(ITypeSymbol type)
    {
        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || current.TypeArguments.Any(IsFileLocal))
                return true;
        }

        return type is IArrayTypeSymbol array && IsFileLocal(array.ElementType);
    }
}
