using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

/// <summary>What kernels that pool are made of; called by emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pooling
{
    /// <summary>Takes the gradient of a largest value for the place that has it, if no place before it took it.</summary>
    /// <param name="place">What a place of the window has.</param>
    /// <param name="largest">The window's largest value.</param>
    /// <param name="left">The gradient as far as no place has taken it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Take(Vector512<float> place, Vector512<float> largest, ref Vector512<float> left)
    {
        Vector512<float> takes = Vector512.Equals(place, largest), taken = left & takes;
        left = Vector512.AndNot(left, takes);
        return taken;
    }

    /// <inheritdoc cref="Take(Vector512{float}, Vector512{float}, ref Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Take(Vector<float> place, Vector<float> largest, ref Vector<float> left)
    {
        Vector<float> takes = Vector.Equals<float>(place, largest), taken = left & takes;
        left = Vector.AndNot(left, takes);
        return taken;
    }

    /// <inheritdoc cref="Take(Vector512{float}, Vector512{float}, ref Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Take(Vector128<float> place, Vector128<float> largest, ref Vector128<float> left)
    {
        Vector128<float> takes = Vector128.Equals(place, largest), taken = left & takes;
        left = Vector128.AndNot(left, takes);
        return taken;
    }

    /// <inheritdoc cref="Take(Vector512{float}, Vector512{float}, ref Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Take(float place, float largest, ref float left)
    {
        if (place != largest)
            return 0;
        float taken = left;
        left = 0;
        return taken;
    }

    /// <summary>How many of a window's places lie within the edges.</summary>
    /// <param name="first">The window's first place, counted from the first zero.</param>
    /// <param name="kernel">How many places it has.</param>
    /// <param name="before">How many zeros stand before the first input.</param>
    /// <param name="inputs">How many inputs there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Within(nuint first, nint kernel, nint before, nint inputs) =>
        Math.Min((nint)first + kernel, before + inputs) - Math.Max((nint)first, before);

    /// <summary>Overwrites floats with a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ref float to, nuint count, float value)
    {
        nuint i = 0;
        var vector = new Vector<float>(value);
        for (; i + (nuint)Vector<float>.Count <= count; i += (nuint)Vector<float>.Count)
            vector.StoreUnsafe(ref to, i);
        for (; i < count; i++)
            Unsafe.Add(ref to, i) = value;
    }

    /// <summary>The mean of each channel over all pixels of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mean(ref float from, ref float to, nuint channels, nuint pixels, nuint rows, nuint fromStride, nuint toStride)
    {
        for (nuint row = 0; row < rows; row++)
        {
            ref float means = ref Unsafe.Add(ref to, row * toStride);
            Pixels.AddColumns(ref Unsafe.Add(ref from, row * fromStride), ref means, channels, pixels, overwrites: true);
            Buffers.Scale(ref means, channels, 1f / pixels);
        }
    }

    /// <summary>Gives every pixel its share of the gradient of the mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SpreadMean(ref float from, ref float to, nuint channels, nuint pixels, nuint rows, nuint fromStride, nuint toStride)
    {
        float share = 1f / pixels;
        for (nuint row = 0; row < rows; row++)
        {
            ref float gradient = ref Unsafe.Add(ref from, row * fromStride), pixel = ref Unsafe.Add(ref to, row * toStride);
            for (nuint i = 0; i < pixels; i++)
            {
                nuint channel = 0;
                for (; channel + (nuint)Vector<float>.Count <= channels; channel += (nuint)Vector<float>.Count)
                    (Vector.LoadUnsafe(ref gradient, channel) * share).StoreUnsafe(ref pixel, channel);
                for (; channel < channels; channel++)
                    Unsafe.Add(ref pixel, channel) = Unsafe.Add(ref gradient, channel) * share;
                pixel = ref Unsafe.Add(ref pixel, channels);
            }
        }
    }
}
