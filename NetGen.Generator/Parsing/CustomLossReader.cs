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

    /// <summary>The type's name with <c>global::</c>, or null where it is at fault.</summary>
    public static string? Read(INamedTypeSymbol network, AttributeArguments arguments, CSharpCompilation compilation, DiagnosticBag diagnostics)
    {
        var type = arguments.Get<ITypeSymbol?>("CustomLoss", null);
        if (type?.TypeKind == TypeKind.Error)
            return null;

        string? reason = FindFault(type, compilation);
        if (reason is null)
            return type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

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
        if (named.AllInterfaces.FirstOrDefault(static candidate => candidate.ToDisplayString() == LossInterface) is not { } contract)
            return $"it does not implement {LossInterface}. Implement the interface, or name a type that does";
        if (named.IsRefLikeType)
            return "it is a ref struct. Make it an ordinary struct";
        if (contract.GetMembers().Any(member => named.FindImplementationForInterfaceMember(member) is IMethodSymbol { MethodKind: not MethodKind.Ordinary }))
            return $"it implements {LossInterface}.Evaluate explicitly. Make the method public";
        if (IsFileLocal(named))
            return "it is file-local, so the generated file cannot see it. Make it internal";
        // Passes are compiled into a class of their own, outside of the network.
        if (!compilation.IsSymbolAccessibleWithin(named, compilation.Assembly))
            return "it is not accessible from everywhere in the project. Make it internal or public";
        return null;
    }

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
