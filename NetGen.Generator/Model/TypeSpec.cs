using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>The annotated type: where it stands, how to open it again as partial, and what the user wrote in it.</summary>
/// <param name="Namespace">The namespace with escaped identifiers, or null for the global one.</param>
/// <param name="ContainingTypes">How to open each containing type, outermost first, such as <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Keyword"><c>class</c> or <c>record</c>.</param>
/// <param name="Name">The type's plain name, not escaped.</param>
/// <param name="EscapedName">The name as it must stand in code: <c>@class</c> for <c>class</c>.</param>
/// <param name="TypeParameters">The network's own type parameters with brackets, such as <c>&lt;T&gt;</c>, or empty.</param>
/// <param name="HintName">The generated file's name: unique in the compilation, such as <c>Ns.Outer.Iris.g.cs</c>.</param>
/// <param name="HasParameterlessConstructor">Whether the user wrote a constructor without parameters.</param>
/// <param name="HasSeedConstructor">Whether the user wrote a constructor that takes one int.</param>
/// <param name="HasAnyConstructor">Whether the user wrote any instance constructor, a primary one included.</param>
/// <param name="HasPrimaryConstructor">Whether the type has a primary constructor, which all others must call.</param>
/// <param name="MemberNames">The names of all members the user wrote in the type, sorted, each once.</param>
/// <param name="HiddenWords">Which of <c>var</c>, <c>nint</c> and <c>nuint</c> are types where generated code stands.</param>
/// <param name="AllowUnsafe">Whether the user's project allows unsafe code, which <c>[SkipLocalsInit]</c> needs.</param>
internal sealed record TypeSpec(
    string? Namespace,
    EquatableArray<string> ContainingTypes,
    string Keyword,
    string Name,
    string EscapedName,
    string TypeParameters,
    string HintName,
    bool HasParameterlessConstructor,
    bool HasSeedConstructor,
    bool HasAnyConstructor,
    bool HasPrimaryConstructor,
    EquatableArray<string> MemberNames,
    EquatableArray<string> HiddenWords,
    bool AllowUnsafe)
{
    /// <summary>What a record is besides a class; null for a class.</summary>
    public RecordSpec? Record { get; init; }

    public bool IsRecord => Keyword == "record";
}

/// <summary>How a record is copied and printed: as the compiler would, but for the parameters.</summary>
/// <param name="Members">The fields, properties and events with fields, escaped, in order.</param>
/// <param name="Printed">The public fields and properties that it shows, escaped, in order.</param>
/// <param name="IsSealed">Whether no type derives from it.</param>
/// <param name="HasBase">Whether it derives from a record, which copies and prints what is its own.</param>
/// <param name="HasRequired">Whether some members are required.</param>
/// <param name="CopiesItself">Whether the user wrote how it is copied.</param>
/// <param name="PrintsItself">Whether the user wrote how it is printed.</param>
internal sealed record RecordSpec(
    EquatableArray<string> Members, EquatableArray<string> Printed, bool IsSealed, bool HasBase, bool HasRequired, bool CopiesItself, bool PrintsItself);
