using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads what the compiler would do with a record's members, where parameters make it another matter.</summary>
internal static class RecordReader
{
    public static RecordSpec Read(INamedTypeSymbol type) => new(
        new EquatableArray<string>(type.GetMembers().Where(static member => !member.IsStatic).Select(Stored).OfType<ISymbol>().Select(static member => TypeReader.Escape(member.Name))),
        new EquatableArray<string>(type.GetMembers().Where(IsPrinted).Select(static member => TypeReader.Escape(member.Name))),
        type.IsSealed,
        type.BaseType is { SpecialType: not SpecialType.System_Object },
        type.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }),
        type.InstanceConstructors.Any(constructor =>
            !constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type)),
        type.GetMembers("PrintMembers").Any(static member => !member.IsImplicitlyDeclared));

    /// <summary>What is assigned where a member is copied; null where it stores nothing. An event's field is no member: that there is one is told by how the event is written.</summary>
    private static ISymbol? Stored(ISymbol member) => member switch
    {
        IFieldSymbol { IsConst: false } field => field.AssociatedSymbol ?? field,
        IEventSymbol when member.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is VariableDeclaratorSyntax) => member,
        _ => null,
    };

    /// <summary>What the compiler prints, but for what cannot become an object.</summary>
    private static bool IsPrinted(ISymbol member) => member is { IsStatic: false, IsOverride: false, DeclaredAccessibility: Accessibility.Public } && member switch
    {
        IFieldSymbol field => CanBeObject(field.Type),
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property => CanBeObject(property.Type),
        _ => false,
    };

    private static bool CanBeObject(ITypeSymbol type) =>
        !type.IsRefLikeType && type is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol or ITypeParameterSymbol { AllowsRefLikeType: true });
}
