using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Parsing;

/// <summary>What a type must be for members to be generated into it.</summary>
internal static class TypeRules
{
    /// <param name="hasWeights">Whether it is compiled with weights, so that it needs no instance to hold some.</param>
    public static void Check(INamedTypeSymbol type, bool hasWeights, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var declarations = type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().ToList();
        if (declarations.FirstOrDefault(static declaration => !IsPartial(declaration)) is { } whole)
            diagnostics.Report(Descriptors.TypeNotPartial, At(whole.Identifier), type.Name, TypeReader.Keyword(type));

        CheckModifier(type.IsStatic && !hasWeights, SyntaxKind.StaticKeyword, Descriptors.StaticNetwork);
        CheckModifier(type.IsAbstract && !type.IsStatic, SyntaxKind.AbstractKeyword, Descriptors.AbstractNetwork);
        CheckModifier(type.IsFileLocal, SyntaxKind.FileKeyword, Descriptors.FileLocalNetwork);
        CheckContainingTypes(type, diagnostics, cancellation);
        CheckBaseClass(type, declarations.FirstOrDefault(static declaration => declaration.BaseList is not null)?.BaseList, diagnostics);

        void CheckModifier(bool applies, SyntaxKind modifier, DiagnosticDescriptor descriptor)
        {
            if (!applies)
                return;
            SyntaxToken token = declarations.SelectMany(static declaration => declaration.Modifiers).FirstOrDefault(token => token.IsKind(modifier));
            diagnostics.Report(descriptor, At(token), type.Name);
        }
    }

    /// <summary>Where a type says that it is static.</summary>
    public static LocationInfo? StaticLocation(INamedTypeSymbol type, CancellationToken cancellation) => At(type.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()
        .SelectMany(static declaration => declaration.Modifiers).FirstOrDefault(static token => token.IsKind(SyntaxKind.StaticKeyword)));

    private static void CheckContainingTypes(INamedTypeSymbol type, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            foreach (SyntaxReference reference in outer.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellation) is not TypeDeclarationSyntax declaration)
                    continue;
                if (!IsPartial(declaration))
                {
                    diagnostics.Report(
                        Descriptors.ContainingTypeNotPartial, At(declaration.Identifier), outer.Name, type.Name, TypeReader.Keyword(outer));
                    break;
                }

                SyntaxToken file = declaration.Modifiers.FirstOrDefault(static token => token.IsKind(SyntaxKind.FileKeyword));
                if (file.IsKind(SyntaxKind.FileKeyword))
                {
                    diagnostics.Report(Descriptors.FileLocalNetwork, At(file), outer.Name);
                    break;
                }
            }
        }
    }

    private static void CheckBaseClass(INamedTypeSymbol type, BaseListSyntax? baseList, DiagnosticBag diagnostics)
    {
        if (type.BaseType is not { SpecialType: not SpecialType.System_Object, TypeKind: TypeKind.Class } baseType)
            return;
        if (type.InstanceConstructors.Any(TypeReader.IsPrimary) || baseType.InstanceConstructors.Any(constructor => CanBeCalledWithoutArguments(constructor, type)))
            return;

        diagnostics.Report(
            Descriptors.BaseConstructorMissing, LocationInfo.From(baseList?.Types.FirstOrDefault()?.GetLocation()), baseType.Name, type.Name);
    }

    private static bool CanBeCalledWithoutArguments(IMethodSymbol constructor, INamedTypeSymbol derived)
    {
        bool isAccessible = constructor.DeclaredAccessibility switch
        {
            Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
            Accessibility.Internal or Accessibility.ProtectedAndInternal =>
                SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, derived.ContainingAssembly)
                || constructor.ContainingAssembly.GivesAccessTo(derived.ContainingAssembly),
            _ => false,
        };
        return isAccessible && constructor.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams);
    }

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static LocationInfo? At(SyntaxToken token) => token.RawKind == 0 ? null : LocationInfo.From(token.GetLocation());
}
