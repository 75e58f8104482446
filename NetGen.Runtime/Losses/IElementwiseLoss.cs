using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Losses;

/// <summary>One term of a loss that is a sum of independent terms, one an output; written once for every vector width.</summary>
internal interface IElementwiseLoss
{
    /// <summary>Whether a term takes so little code that callers get that of a few outputs inlined. Its value where output and target are 0 must be 0.</summary>
    static virtual bool IsCheap => true;

    /// <summary>Returns the terms of some outputs and their derivatives.</summary>
    T Term<T>(T output, T target, out T derivative)
        where T : struct, IFloats<T>;
}
