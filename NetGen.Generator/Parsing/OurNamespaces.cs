using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Parsing;

/// <summary>Finds types and namespaces of the user's that take the place of what generated code means, since they stand in a namespace of ours.</summary>
internal static class OurNamespaces
{
    /// <summary>Names of the framework that kernels use without a namespace.</summary>
    private static readonly HashSet<string> Framework =
    [
        "Math", "MemoryMarshal", "MethodImpl", "MethodImplAttribute", "MethodImplOptions", "ReadOnlySpan", "SkipLocalsInit", "SkipLocalsInitAttribute", "Span", "Unsafe",
        "Vector", "Vector128", "Vector256", "Vector512", "var", "nint", "nuint",
    ];

    /// <summary>What generated code means by <c>NetGen.…</c>.</summary>
    private static readonly HashSet<string> Ours =
    [
        "Activation", "Generated", "INeuralNetwork", "ITrainableNetwork", "Initializer", "LayerInfo", "LayerView", "Runtime", "TargetRange", "TensorInfo", "TensorRole", "TensorView", "TrainingContext",
    ];

    public static void Check(INamedTypeSymbol network, Compilation compilation, DiagnosticBag diagnostics)
    {
        if (Member(compilation.Assembly.GlobalNamespace, "NetGen") is not { } mine)
            return;
        Report(mine, Ours, network, diagnostics, static symbol => symbol is INamedTypeSymbol || symbol.Name is not ("Runtime" or "Generated"));
        if (Member(mine, "Generated") is { } generated)
            Report(generated, Framework, network, diagnostics, IsType);
        if (Member(mine, "Runtime") is not { } runtime)
            return;

        var taken = new HashSet<string>(Framework);
        foreach (INamespaceSymbol space in Inner(compilation))
            taken.UnionWith(space.GetTypeMembers().Where(type => !IsOf(compilation, type) && type.DeclaredAccessibility == Accessibility.Public).Select(static type => type.Name));
        foreach (INamespaceSymbol space in new[] { runtime, Member(runtime, "Activations"), Member(runtime, "Losses"), Member(mine, "Generated") }.OfType<INamespaceSymbol>())
            Report(space, taken, network, diagnostics, IsType);
    }

    /// <summary>The namespaces whose types kernels use without saying so, over all assemblies.</summary>
    private static IEnumerable<INamespaceSymbol> Inner(Compilation compilation)
    {
        if (Member(compilation.GlobalNamespace, "NetGen") is not { } ours || Member(ours, "Runtime") is not { } runtime)
            return [];
        return new[] { runtime, Member(runtime, "Activations"), Member(runtime, "Losses") }.OfType<INamespaceSymbol>();
    }

    private static void Report(
        INamespaceSymbol space, HashSet<string> names, INamedTypeSymbol network, DiagnosticBag diagnostics, System.Func<INamespaceOrTypeSymbol, bool> counts)
    {
        foreach (INamespaceOrTypeSymbol member in space.GetMembers().Where(member => names.Contains(member.Name) && counts(member)))
        {
            Location? location = member.Locations.FirstOrDefault(static location => location.IsInSource);
            diagnostics.Report(Descriptors.NameOfGeneratedCode, LocationInfo.From(location), member.Name, space.ToDisplayString(), network.Name);
        }
    }

    private static bool IsType(INamespaceOrTypeSymbol symbol) => symbol is INamedTypeSymbol;

    private static bool IsOf(Compilation compilation, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    private static INamespaceSymbol? Member(INamespaceSymbol space, string name) => space.GetNamespaceMembers().FirstOrDefault(member => member.Name == name);
}
