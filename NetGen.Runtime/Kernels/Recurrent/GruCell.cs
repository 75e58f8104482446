using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;
using NetGen.Runtime.Kernels.Recurrent;

namespace NetGen.Runtime;

/// <summary>One step of a gated recurrent unit over rows, but for its products with matrices: r = σ(ar + qr), z = σ(az + qz), n = tanh(an + r·qn), h′ = (1 − z)·n + z·h.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GruCell
{
    /// <summary>The step forward.</summary>
    /// <param name="a">What the input adds to the gates r, z and n; receives the gates.</param>
    /// <param name="q">What the state before adds to them.</param>
    /// <param name="p">The state before.</param>
    /// <param name="saved">Receives qn where the others will be on the way back; null in inference.</param>
    /// <param name="h">Receives the state.</param>
    /// <param name="next">Receives the state, too; may be where the state before is.</param>
    /// <param name="units">How many units there are.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="aStride">How far apart rows of <paramref name="a"/> and <paramref name="saved"/> lie.</param>
    /// <param name="qStride">The same for <paramref name="q"/>.</param>
    /// <param name="pStride">The same for <paramref name="p"/>.</param>
    /// <param name="hStride">The same for <paramref name="h"/>.</param>
    /// <param name="nextStride">The same for <paramref name="next"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        ref float a, ref float q, ref float p, ref float saved, ref float h, ref float next,
        nuint units, nuint rows, nuint aStride, nuint qStride, nuint pStride, nuint hStride, nuint nextStride) => Units.ForAll(
            new ForwardUnits
            {
                A = ref a, Q = ref q, P = ref p, Saved = ref saved, H = ref h, Next = ref next,
                Size = units, Rows = rows, AStride = aStride, QStride = qStride, PStride = pStride, HStride = hStride, NextStride = nextStride,
            },
            units);

    /// <summary>The step back.</summary>
    /// <param name="a">The gates; receives the gradients of what the input added to them.</param>
    /// <param name="q">qn where the third gate is; receives the gradients of what the state before added to the gates.</param>
    /// <param name="p">The state before.</param>
    /// <param name="d">The gradient of what the step gave; null for nothing.</param>
    /// <param name="s">What of the state's gradient came through the matrix of the step behind; null for nothing.</param>
    /// <param name="e">The rest of the state's gradient; receives what goes past the matrix of this step.</param>
    /// <param name="units">How many units there are.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="aStride">How far apart rows of <paramref name="a"/> and <paramref name="q"/> lie.</param>
    /// <param name="pStride">The same for <paramref name="p"/>.</param>
    /// <param name="dStride">The same for <paramref name="d"/>.</param>
    /// <param name="eStride">The same for <paramref name="s"/> and <paramref name="e"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        ref float a, ref float q, ref float p, ref float d, ref float s, ref float e,
        nuint units, nuint rows, nuint aStride, nuint pStride, nuint dStride, nuint eStride) => Units.ForAll(
            new BackwardUnits
            {
                A = ref a, Q = ref q, P = ref p, D = ref d, S = ref s, E = ref e,
                Size = units, Rows = rows, AStride = aStride, PStride = pStride, DStride = dStride, EStride = eStride,
            },
            units);

    private ref struct ForwardUnits : IUnits
    {
        public ref float A, Q, P, Saved, H, Next;
        public nuint Size, Rows, AStride, QStride, PStride, HStride, NextStride;

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public readonly void Do<T>(nuint first, nuint count)
            where T : struct, IFloats<T>
        {
            ref float a = ref Unsafe.Add(ref A, first), q = ref Unsafe.Add(ref Q, first), p = ref Unsafe.Add(ref P, first);
            ref float saved = ref Saved, h = ref Unsafe.Add(ref H, first), next = ref Unsafe.Add(ref Next, first);
            nuint z = Size, n = 2 * Size;
            bool keeps = !Unsafe.IsNullRef(ref saved);
            for (nuint row = 0; row < Rows; row++)
            {
                T reset = VectorMath.Sigmoid(Units.Read<T>(ref a, 0, count) + Units.Read<T>(ref q, 0, count));
                T update = VectorMath.Sigmoid(Units.Read<T>(ref a, z, count) + Units.Read<T>(ref q, z, count));
                T past = Units.Read<T>(ref q, n, count);
                T fresh = VectorMath.Tanh(T.MultiplyAdd(reset, past, Units.Read<T>(ref a, n, count)));
                T state = T.MultiplyAdd(update, Units.Read<T>(ref p, 0, count) - fresh, fresh);
                if (keeps)
                {
                    Units.Write(reset, ref a, 0, count);
                    Units.Write(update, ref a, z, count);
                    Units.Write(fresh, ref a, n, count);
                    Units.Write(past, ref Unsafe.Add(ref saved, first), n, count);
                    saved = ref Unsafe.Add(ref saved, AStride);
                }

                Units.Write(state, ref h, 0, count);
                Units.Write(state, ref next, 0, count);
                a = ref Unsafe.Add(ref a, AStride);
                q = ref Unsafe.Add(ref q, QStride);
                p = ref Unsafe.Add(ref p, PStride);
                h = ref Unsafe.Add(ref h, HStride);
                next = ref Unsafe.Add(ref next, NextStride);
            }
        }
    }

    private ref struct BackwardUnits : IUnits
    {
        public ref float A, Q, P, D, S, E;
        public nuint Size, Rows, AStride, PStride, DStride, EStride;

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public readonly void Do<T>(nuint first, nuint count)
            where T : struct, IFloats<T>
        {
            ref float a = ref Unsafe.Add(ref A, first), q = ref Unsafe.Add(ref Q, first), p = ref Unsafe.Add(ref P, first), e = ref Unsafe.Add(ref E, first);
            nuint z = Size, n = 2 * Size;
            bool hasD = !Unsafe.IsNullRef(ref D), hasS = !Unsafe.IsNullRef(ref S);
            for (nuint row = 0; row < Rows; row++)
            {
                T gradient = Units.Read<T>(ref e, 0, count);
                if (hasS)
                    gradient += Units.Read<T>(ref Unsafe.Add(ref S, first + row * EStride), 0, count);
                if (hasD)
                    gradient += Units.Read<T>(ref Unsafe.Add(ref D, first + row * DStride), 0, count);
                T reset = Units.Read<T>(ref a, 0, count), update = Units.Read<T>(ref a, z, count), fresh = Units.Read<T>(ref a, n, count);
                T dFresh = Units.BeforeTanh(gradient * (1f - update), fresh);
                T dUpdate = Units.BeforeSigmoid(gradient * (Units.Read<T>(ref p, 0, count) - fresh), update);
                T dReset = Units.BeforeSigmoid(dFresh * Units.Read<T>(ref q, n, count), reset);
                Units.Write(dReset, ref a, 0, count);
                Units.Write(dUpdate, ref a, z, count);
                Units.Write(dFresh, ref a, n, count);
                Units.Write(dReset, ref q, 0, count);
                Units.Write(dUpdate, ref q, z, count);
                Units.Write(dFresh * reset, ref q, n, count);
                Units.Write(gradient * update, ref e, 0, count);
                a = ref Unsafe.Add(ref a, AStride);
                q = ref Unsafe.Add(ref q, AStride);
                p = ref Unsafe.Add(ref p, PStride);
                e = ref Unsafe.Add(ref e, EStride);
            }
        }
    }
}
