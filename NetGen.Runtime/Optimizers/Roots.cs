using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime.Optimizers;

/// <summary>The quotient at the heart of adaptive optimizers, which a square root and a division would make as slow as all else together.</summary>
internal static class Roots
{
    /// <summary>numerator / (√squares · root + epsilon), to a few units in the last place.</summary>
    /// <param name="numerator">What is divided.</param>
    /// <param name="squares">0 or more.</param>
    /// <param name="root">What the square root is multiplied by.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Divide(Vector<float> numerator, Vector<float> squares, float root, float epsilon)
    {
        // The estimates of AVX-512 are the same bits on every processor; older ones are not, and would make results depend on it.
        if (!Avx512F.VL.IsSupported || Vector<float>.Count != 8)
            return numerator / Vector.MultiplyAddEstimate(Vector.SquareRoot(squares), new Vector<float>(root), new Vector<float>(epsilon));

        Vector256<float> v = squares.AsVector256();
        Vector256<float> estimate = Avx512F.VL.ReciprocalSqrt14(v);
        // A step of Newton's method for each estimate. √0 is 0 and not 0·∞; infinity stays what it is.
        Vector256<float> rough = v * estimate;
        Vector256<float> better = Vector256.MultiplyAddEstimate(
            rough * Vector256.Create(-0.5f), Vector256.MultiplyAddEstimate(rough, estimate, Vector256.Create(-1f)), rough);
        Vector256<float> isUsual = Vector256.GreaterThan(v, Vector256<float>.Zero) & Vector256.LessThan(v, Vector256.Create(float.PositiveInfinity));
        Vector256<float> squareRoot = Vector256.ConditionalSelect(isUsual, better, v);
        Vector256<float> divisor = Vector256.MultiplyAddEstimate(squareRoot, Vector256.Create(root), Vector256.Create(epsilon));

        Vector256<float> quotient = numerator.AsVector256() * Avx512F.VL.Reciprocal14(divisor);
        Vector256<float> rest = Vector256.MultiplyAddEstimate(-quotient, divisor, numerator.AsVector256());
        return Vector256.MultiplyAddEstimate(rest, Avx512F.VL.Reciprocal14(divisor), quotient).AsVector();
    }
}
