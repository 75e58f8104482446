using System.Linq;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>One kernel of the emitted file: some methods that share a name. Its kind of layer writes it.</summary>
/// <param name="Name">What the names of its methods start with, an identifier.</param>
internal abstract record KernelPlan(string Name)
{
    /// <summary>Which of its methods passes call, by their suffixes: the others are not written.</summary>
    public EquatableArray<string> Called { get; init; }

    /// <summary>What a reader of the emitted file should know of it, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>Whether a pass calls one of its methods.</summary>
    public bool Calls(string suffix) => Called.Contains(suffix);

    /// <summary>The name of one of its methods.</summary>
    public string Method(string suffix) => MethodOf(Name, suffix);

    /// <summary>
    /// The name of a method of a kernel. With a separator that no suffix has, layers called <c>A</c> and <c>AInput</c> share none. A layer with several kernels
    /// has them behind a dot, such as <c>A.Input</c>, which is part of the suffix.
    /// </summary>
    public static string MethodOf(string kernel, string suffix) => kernel.Contains('.') ? kernel.Replace('.', '_') + suffix : $"{kernel}_{suffix}";
}
