using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks.Baselines;

/// <summary>A function of vectors, made of what the BCL has: there is an exponential and a logarithm, but no tanh and no erf.</summary>
internal interface IVectorFunction
{
    static abstract Vector512<float> Of(Vector512<float> x);
}

/// <summary>The functions.</summary>
internal static class VectorFunctions
{
    public readonly struct Exp : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => Vector512.Exp(x);
    }

    public readonly struct Log : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => Vector512.Log(x);
    }

    public readonly struct Sigmoid : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-x));
    }

    public readonly struct Tanh : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) =>
            Vector512<float>.One - Vector512.Create(2f) / (Vector512.Exp(x + x) + Vector512<float>.One);
    }

    public readonly struct Gelu : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) =>
            0.5f * x * (Vector512<float>.One + Tanh.Of(0.797884561f * (x + 0.044715f * x * x * x)));
    }
}
