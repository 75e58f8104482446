using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>The name of a type's generated file, unique in the compilation even where files ignore case.</summary>
internal static class HintName
{
    public static string Of(INamedTypeSymbol type)
    {
        var text = new StringBuilder();
        Append(text, type);
        return text.Append(".g.cs").ToString();
    }

    /// <summary>Whether the compiler complains of another type with the very same name, so that the hint name would not be unique.</summary>
    public static bool IsAmbiguous(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            foreach (ISymbol other in Container(current).GetMembers(current.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(other, current))
                    continue;
                if (other is INamespaceSymbol || !current.IsFileLocal && other is INamedTypeSymbol { IsFileLocal: false } named && named.Arity == current.Arity)
                    return true;
            }
        }

        return false;
    }

    private static void Append(StringBuilder text, INamespaceOrTypeSymbol symbol)
    {
        if (Container(symbol) is not INamespaceSymbol { IsGlobalNamespace: true })
        {
            Append(text, Container(symbol));
            text.Append('.');
        }

        foreach (char letter in symbol.Name)
        {
            // Identifiers may hold characters that hint names may not, such as combining marks.
            if (char.IsLetterOrDigit(letter) || letter == '_')
                text.Append(letter);
            else
                text.Append('(').Append(((int)letter).ToString("x4")).Append(')');
        }

        if (symbol is INamedTypeSymbol { Arity: > 0 } generic)
            text.Append('{').Append(generic.Arity).Append('}');
        if (HasTwin(symbol))
            text.Append('(').Append(Capitals(symbol.Name)).Append(')');
    }

    private static INamespaceOrTypeSymbol Container(INamespaceOrTypeSymbol symbol) =>
        (INamespaceOrTypeSymbol?)symbol.ContainingType ?? symbol.ContainingNamespace;

    /// <summary>Whether another type or namespace beside this one differs in case only.</summary>
    private static bool HasTwin(INamespaceOrTypeSymbol symbol) =>
        Container(symbol).GetMembers().Any(other =>
            other is INamespaceOrTypeSymbol && other.Name != symbol.Name && string.Equals(other.Name, symbol.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Which letters are capitals, as a bit string: the same for no two names that differ in case.</summary>
    private static string Capitals(string name) => new(name.Select(static letter => char.IsUpper(letter) ? '1' : '0').ToArray());
}
