namespace NetGen.Generator.Writing;

/// <summary>
/// Writes the heads of methods that compute. The one place that says how the JIT compiles them: a method without such a word starts
/// unoptimised, and a short training would be over before the JIT has woken up. The JIT inlines methods that are called as it does all others.
/// </summary>
internal static class KernelMethod
{
    /// <summary>A method that is called: at full speed from its first call on.</summary>
    public const string Called = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    /// <summary>A method that must stay whole. Inlined into a caller, the elementary functions of a whole network exceed what the JIT is willing to inline, and become calls.</summary>
    public const string Whole = "[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]";

    /// <summary>A small method that is part of its callers.</summary>
    public const string Inlined = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    /// <summary>What <see cref="Called"/> says, on a member of the user's type, where no names are in scope.</summary>
    public const string Member =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    /// <summary>Writes a method: its attribute, its signature, and the braces around what is written until the result is disposed.</summary>
    public static SourceWriter.Scope Method(this SourceWriter writer, string signature, string attribute = Called)
    {
        writer.Line(attribute);
        return writer.Block(signature);
    }
}
