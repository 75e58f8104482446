using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.Losses;

/// <summary>Sums the terms of an elementwise loss, several outputs at a time.</summary>
internal static class ElementwiseLoss
{
    /// <summary>Returns scale · Σ terms.</summary>
    public static float Evaluate<TLoss>(TLoss loss, ReadOnlySpan<float> output, ReadOnlySpan<float> target, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        LossArguments.Check(output, target);
        ref float o = ref MemoryMarshal.GetReference(output);
        ref float t = ref MemoryMarshal.GetReference(target);
        int count = output.Length;
        if (count <= 2)
        {
            float few = 0;
            for (int i = 0; i < count; i++)
                few += loss.Term(Unsafe.Add(ref o, i), Unsafe.Add(ref t, i), out _);
            return few * scale;
        }

        if (count < Vector<float>.Count)
        {
            Vector<float> all = loss.Term(PartialVector.Load(ref o, count), PartialVector.Load(ref t, count), out _);
            return Vector.Sum(PartialVector.KeepFirst(all, count)) * scale;
        }

        Vector<float> sum = default;
        int offset = 0;
        for (; offset <= count - Vector<float>.Count; offset += Vector<float>.Count)
            sum += loss.Term(Vector.LoadUnsafe(ref o, (nuint)offset), Vector.LoadUnsafe(ref t, (nuint)offset), out _);
        if (offset < count)
        {
            nuint last = (nuint)(count - Vector<float>.Count);
            sum += PartialVector.KeepLast(loss.Term(Vector.LoadUnsafe(ref o, last), Vector.LoadUnsafe(ref t, last), out _), count - offset);
        }

        return Vector.Sum(sum) * scale;
    }

    /// <summary>Returns scale · Σ terms and writes scale · derivative; the gradient may be the same memory as the output.</summary>
    public static float Backward<TLoss>(
        TLoss loss, ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        LossArguments.Check(output, target, gradient);
        ref float o = ref MemoryMarshal.GetReference(output);
        ref float t = ref MemoryMarshal.GetReference(target);
        ref float g = ref MemoryMarshal.GetReference(gradient);
        int count = output.Length;
        if (count <= 2)
        {
            float few = 0;
            for (int i = 0; i < count; i++)
            {
                few += loss.Term(Unsafe.Add(ref o, i), Unsafe.Add(ref t, i), out float derivative);
                Unsafe.Add(ref g, i) = derivative * scale;
            }

            return few * scale;
        }

        if (count < Vector<float>.Count)
        {
            Vector<float> all = loss.Term(PartialVector.Load(ref o, count), PartialVector.Load(ref t, count), out Vector<float> derivatives);
            PartialVector.Store(derivatives * scale, ref g, count);
            return Vector.Sum(PartialVector.KeepFirst(all, count)) * scale;
        }

        // The last vector overlaps the one before it. It is read first, because the gradient may lie over the outputs.
        nuint last = (nuint)(count - Vector<float>.Count);
        Vector<float> lastOutput = Vector.LoadUnsafe(ref o, last), lastTarget = Vector.LoadUnsafe(ref t, last);
        Vector<float> sum = default;
        int offset = 0;
        for (; offset <= count - Vector<float>.Count; offset += Vector<float>.Count)
        {
            sum += loss.Term(
                Vector.LoadUnsafe(ref o, (nuint)offset), Vector.LoadUnsafe(ref t, (nuint)offset), out Vector<float> derivative);
            (derivative * scale).StoreUnsafe(ref g, (nuint)offset);
        }

        if (offset < count)
        {
            sum += PartialVector.KeepLast(loss.Term(lastOutput, lastTarget, out Vector<float> derivative), count - offset);
            (derivative * scale).StoreUnsafe(ref g, last);
        }

        return Vector.Sum(sum) * scale;
    }
}
