using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;
using NetGen.Runtime.Kernels.Recurrent;

namespace NetGen.Runtime;

/// <summary>
/// One step of a long short-term memory over rows, but for its products with matrices: i, f, o = σ(a + q), g = tanh(a + q), c′ = f·c + i·g, h = o·tanh c′.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LstmCell
{
    /// <summary>The step forward.</summary>
    /// <param name="a">What the input adds to the gates i, f, g and o; receives the gates.</param>
    /// <param name="q">What the state before adds to them.</param>
    /// <param name="c">The cell before.</param>
    /// <param name="nextC">Receives the cell; may be where the one before is.</param>
    /// <param name="h">Receives the state.</param>
    /// <param name="next">Receives the state, too.</param>
    /// <param name="units">How many units there are.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="aStride">How far apart rows of <paramref name="a"/> lie.</param>
    /// <param name="qStride">The same for <paramref name="q"/>.</param>
    /// <param name="cStride">The same for <paramref name="c"/> and <paramref name="nextC"/>.</param>
    /// <param name="hStride">The same for <paramref name="h"/>.</param>
    /// <param name="nextStride">The same for <paramref name="next"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        ref float a, ref float q, ref float c, ref float nextC, ref float h, ref float next,
        nuint units, nuint rows, nuint aStride, nuint qStride, nuint cStride, nuint hStride, nuint nextStride) => Units.ForAll(
            new ForwardUnits
            {
                A = ref a, Q = ref q, C = ref c, NextC = ref nextC, H = ref h, Next = ref next,
                Size = units, Rows = rows, AStride = aStride, QStride = qStride, CStride = cStride, HStride = hStride, NextStride = nextStride,
            },
            units);

    /// <summary>The step back.</summary>
    /// <param name="a">The gates; receives the gradients of what was added up to them.</param>
    /// <param name="c">The cell before.</param>
    /// <param name="nextC">The cell of this step.</param>
    /// <param name="d">The gradient of what the step gave; null for nothing.</param>
    /// <param name="s">The state's gradient that came through the matrix of the step behind; null for nothing.</param>
    /// <param name="e">The cell's gradient from the step behind; receives that of the cell before.</param>
    /// <param name="units">How many units there are.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="aStride">How far apart rows of <paramref name="a"/> lie.</param>
    /// <param name="cStride">The same for <paramref name="c"/> and <paramref name="nextC"/>.</param>
    /// <param name="dStride">The same for <paramref name="d"/>.</param>
    /// <param name="eStride">The same for <paramref name="s"/> and <paramref name="e"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        ref float a, ref float c, ref float nextC, ref float d, ref float s, ref float e,
        nuint units, nuint rows, nuint aStride, nuint cStride, nuint dStride, nuint eStride) => Units.ForAll(
            new BackwardUnits
            {
                A = ref a, C = ref c, NextC = ref nextC, D = ref d, S = ref s, E = ref e,
                Size = units, Rows = rows, AStride = aStride, CStride = cStride, DStride = dStride, EStride = eStride,
            },
            units);

    private ref struct ForwardUnits : IUnits
    {
        public ref float A, Q, C, NextC, H, Next;
        public nuint Size, Rows, AStride, QStride, CStride, HStride, NextStride;

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public readonly void Do<T>(nuint first, nuint count)
            where T : struct, IFloats<T>
        {
            ref float a = ref Unsafe.Add(ref A, first), q = ref Unsafe.Add(ref Q, first), c = ref Unsafe.Add(ref C, first), nextC = ref Unsafe.Add(ref NextC, first);
            ref float h = ref Unsafe.Add(ref H, first), next = ref Unsafe.Add(ref Next, first);
            nuint f = Size, g = 2 * Size, o = 3 * Size;
            for (nuint row = 0; row < Rows; row++)
            {
                T input = VectorMath.Sigmoid(Units.Read<T>(ref a, 0, count) + Units.Read<T>(ref q, 0, count));
                T forget = VectorMath.Sigmoid(Units.Read<T>(ref a, f, count) + Units.Read<T>(ref q, f, count));
                T fresh = VectorMath.Tanh(Units.Read<T>(ref a, g, count) + Units.Read<T>(ref q, g, count));
                T output = VectorMath.Sigmoid(Units.Read<T>(ref a, o, count) + Units.Read<T>(ref q, o, count));
                T cell = T.MultiplyAdd(forget, Units.Read<T>(ref c, 0, count), input * fresh);
                T state = output * VectorMath.Tanh(cell);
                Units.Write(input, ref a, 0, count);
                Units.Write(forget, ref a, f, count);
                Units.Write(fresh, ref a, g, count);
                Units.Write(output, ref a, o, count);
                Units.Write(cell, ref nextC, 0, count);
                Units.Write(state, ref h, 0, count);
                Units.Write(state, ref next, 0, count);
                a = ref Unsafe.Add(ref a, AStride);
                q = ref Unsafe.Add(ref q, QStride);
                c = ref Unsafe.Add(ref c, CStride);
                nextC = ref Unsafe.Add(ref nextC, CStride);
                h = ref Unsafe.Add(ref h, HStride);
                next = ref Unsafe.Add(ref next, NextStride);
            }
        }
    }

    private ref struct BackwardUnits : IUnits
    {
        public ref float A, C, NextC, D, S, E;
        public nuint Size, Rows, AStride, CStride, DStride, EStride;

        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public readonly void Do<T>(nuint first, nuint count)
            where T : struct, IFloats<T>
        {
            ref float a = ref Unsafe.Add(ref A, first), c = ref Unsafe.Add(ref C, first), nextC = ref Unsafe.Add(ref NextC, first), e = ref Unsafe.Add(ref E, first);
            nuint f = Size, g = 2 * Size, o = 3 * Size;
            bool hasD = !Unsafe.IsNullRef(ref D), hasS = !Unsafe.IsNullRef(ref S);
            for (nuint row = 0; row < Rows; row++)
            {
                T gradient = 0f;
                if (hasS)
                    gradient = Units.Read<T>(ref Unsafe.Add(ref S, first + row * EStride), 0, count);
                if (hasD)
                    gradient += Units.Read<T>(ref Unsafe.Add(ref D, first + row * DStride), 0, count);
                T input = Units.Read<T>(ref a, 0, count), forget = Units.Read<T>(ref a, f, count);
                T fresh = Units.Read<T>(ref a, g, count), output = Units.Read<T>(ref a, o, count);
                T squashed = VectorMath.Tanh(Units.Read<T>(ref nextC, 0, count));
                T dCell = Units.Read<T>(ref e, 0, count) + Units.BeforeTanh(gradient * output, squashed);
                Units.Write(Units.BeforeSigmoid(dCell * fresh, input), ref a, 0, count);
                Units.Write(Units.BeforeSigmoid(dCell * Units.Read<T>(ref c, 0, count), forget), ref a, f, count);
                Units.Write(Units.BeforeTanh(dCell * input, fresh), ref a, g, count);
                Units.Write(Units.BeforeSigmoid(gradient * squashed, output), ref a, o, count);
                Units.Write(dCell * forget, ref e, 0, count);
                a = ref Unsafe.Add(ref a, AStride);
                c = ref Unsafe.Add(ref c, CStride);
                nextC = ref Unsafe.Add(ref nextC, CStride);
                e = ref Unsafe.Add(ref e, EStride);
            }
        }
    }
}
