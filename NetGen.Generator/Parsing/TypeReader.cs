using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads where a type stands and how to open it again as partial.</summary>
internal static class TypeReader
{
    public static TypeSpec Read(INamedTypeSymbol type, CSharpCompilation compilation)
    {
        var containing = new List<string>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containing.Insert(0, $"partial {Keyword(outer)} {Escape(outer.Name)}{TypeParameters(outer)}");

        var constructors = type.InstanceConstructors.Where(static constructor => !constructor.IsImplicitlyDeclared).ToList();
        return new TypeSpec(
            NamespaceOf(type.ContainingNamespace),
            new EquatableArray<string>(containing),
            Keyword(type),
            type.Name,
            Escape(type.Name),
            TypeParameters(type),
            HintName.Of(type),
            constructors.Any(static constructor => constructor.Parameters.Length == 0),
            constructors.Any(IsSeedConstructor),
            constructors.Count > 0,
            constructors.Any(IsPrimary),
            new EquatableArray<string>(UserMembers(type).Select(static member => member.Name).Distinct().OrderBy(static name => name, StringComparer.Ordinal)),
            new EquatableArray<string>(HiddenWords(compilation)),
            compilation.Options.AllowUnsafe)
        { Record = type.IsRecord ? RecordReader.Read(type) : null };
    }

    /// <summary>
    /// What the user wrote and can name inside the type: members, nested types, type parameters and the parameters of a primary constructor;
    /// no accessors and constructors.
    /// </summary>
    public static IEnumerable<ISymbol> UserMembers(INamedTypeSymbol type)
    {
        var members = type.GetMembers()
            .Where(static member => !member.IsImplicitlyDeclared && member.CanBeReferencedByName && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .ToList();
        var parameters = type.InstanceConstructors.FirstOrDefault(IsPrimary)?.Parameters.Where(parameter => members.All(member => member.Name != parameter.Name));
        return members.Concat(type.TypeParameters).Concat(parameters ?? []);
    }

    /// <summary>Words of generated code that are no keywords, and that a type of that name takes another meaning.</summary>
    public static IEnumerable<string> HiddenWords(Compilation compilation)
    {
        INamespaceSymbol all = compilation.GlobalNamespace;
        INamespaceSymbol? ours = all.GetNamespaceMembers().FirstOrDefault(static space => space.Name == "NetGen");
        return new[] { "var", "nint", "nuint" }.Where(word => Has(all, word) || (ours is not null && Has(ours, word)));

        static bool Has(INamespaceSymbol space, string name) => space.GetTypeMembers(name, 0).Length > 0;
    }

    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is TypeDeclarationSyntax);

    /// <summary>How the type is declared: <c>class</c>, <c>record struct</c> …</summary>
    public static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private static bool IsSeedConstructor(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 1 && constructor.Parameters[0] is { Type.SpecialType: SpecialType.System_Int32, RefKind: RefKind.None };

    private static string? NamespaceOf(INamespaceSymbol space)
    {
        if (space.IsGlobalNamespace)
            return null;
        string name = Escape(space.Name);
        return NamespaceOf(space.ContainingNamespace) is { } outer ? $"{outer}.{name}" : name;
    }

    private static string TypeParameters(INamedTypeSymbol type)
    {
        if (type.TypeParameters.IsEmpty)
            return "";
        return $"<{string.Join(", ", type.TypeParameters.Select(static parameter => Variance(parameter) + Escape(parameter.Name)))}>";
    }

    private static string Variance(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in ",
        VarianceKind.Out => "out ",
        _ => "",
    };

    /// <summary>Escapes keywords, and all names of lower-case letters alone, since any of them may become a keyword (CS8981).</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || name.All(static letter => letter is >= 'a' and <= 'z') ? "@" + name : name;
}
