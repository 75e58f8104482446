using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>What kernels over pictures share that is the same for all sizes. Channels of a pixel lie together.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pixels
{
    /// <summary>Adds the sum of each channel over some pixels to <paramref name="sums"/>, or overwrites those. Four sums a channel are under way at any time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddColumns(ref float from, ref float sums, nuint channels, nuint pixels, bool overwrites)
    {
        nuint channel = 0;
        for (; channel + (nuint)Vector<float>.Count <= channels; channel += (nuint)Vector<float>.Count)
        {
            Vector<float> a = default, b = default, c = default, d = default;
            ref float pixel = ref Unsafe.Add(ref from, channel);
            nuint left = pixels;
            for (; left >= 4; left -= 4)
            {
                a += Vector.LoadUnsafe(ref pixel);
                b += Vector.LoadUnsafe(ref pixel, channels);
                c += Vector.LoadUnsafe(ref pixel, 2 * channels);
                d += Vector.LoadUnsafe(ref pixel, 3 * channels);
                pixel = ref Unsafe.Add(ref pixel, 4 * channels);
            }

            for (; left > 0; left--)
            {
                a += Vector.LoadUnsafe(ref pixel);
                pixel = ref Unsafe.Add(ref pixel, channels);
            }

            Lanes.Put((a + b) + (c + d), ref sums, channel, overwrites);
        }

        for (; channel < channels; channel++)
        {
            float a = 0, b = 0, c = 0, d = 0;
            ref float pixel = ref Unsafe.Add(ref from, channel);
            nuint left = pixels;
            for (; left >= 4; left -= 4)
            {
                a += pixel;
                b += Unsafe.Add(ref pixel, channels);
                c += Unsafe.Add(ref pixel, 2 * channels);
                d += Unsafe.Add(ref pixel, 3 * channels);
                pixel = ref Unsafe.Add(ref pixel, 4 * channels);
            }

            for (; left > 0; left--)
            {
                a += pixel;
                pixel = ref Unsafe.Add(ref pixel, channels);
            }

            Lanes.Put((a + b) + (c + d), ref Unsafe.Add(ref sums, channel), overwrites);
        }
    }

    /// <summary>
    /// Turns the weights of a convolution, [taps, inputs of a group, outputs], so that they take gradients of outputs to inputs: [taps, outputs of a group, inputs].
    /// </summary>
    /// <param name="weights">The weights.</param>
    /// <param name="turned">Receives as many.</param>
    /// <param name="taps">How many places a kernel reads.</param>
    /// <param name="inputs">How many inputs a group has.</param>
    /// <param name="outputs">How many outputs a group has.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <param name="reverses">Whether the last tap comes first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TurnWeights(ref float weights, ref float turned, nuint taps, nuint inputs, nuint outputs, nuint groups, bool reverses)
    {
        nuint size = inputs * outputs * groups;
        for (nuint tap = 0; tap < taps; tap++)
        {
            ref float from = ref Unsafe.Add(ref weights, tap * size), to = ref Unsafe.Add(ref turned, (reverses ? taps - 1 - tap : tap) * size);
            for (nuint group = 0; group < groups; group++)
            {
                for (nuint output = 0; output < outputs; output++)
                {
                    ref float row = ref Unsafe.Add(ref to, (output * groups + group) * inputs), column = ref Unsafe.Add(ref from, group * outputs + output);
                    for (nuint input = 0; input < inputs; input++)
                        Unsafe.Add(ref row, input) = Unsafe.Add(ref column, input * outputs * groups);
                }
            }
        }
    }

    /// <summary>How many taps of a kernel reach a place of the larger side, and which is the last of them.</summary>
    /// <param name="place">The place, counted from the first zero before it.</param>
    /// <param name="kernel">How many taps there are.</param>
    /// <param name="stride">How far the kernel moves.</param>
    /// <param name="dilation">How far apart its taps lie.</param>
    /// <param name="before">How many zeros stand before the smaller side.</param>
    /// <param name="reverses">Whether the last tap stands first among the weights.</param>
    /// <param name="tap">The last tap that reaches the place, where it stands among the weights.</param>
    /// <param name="from">What that tap reads, among the smaller side with its zeros.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nuint TapsOf(nint place, nint kernel, nint stride, nint dilation, nint before, bool reverses, out nuint tap, out nuint from)
    {
        nint last = kernel - 1;
        while (last >= 0 && (place - last * dilation) % stride != 0)
            last--;
        if (last < 0)
        {
            (tap, from) = (0, 0);
            return 0;
        }

        nint step = stride;
        for (nint a = stride, b = dilation; ; (a, b) = (b, a % b))
        {
            if (b == 0)
            {
                step = stride / a;
                break;
            }
        }

        tap = (nuint)(reverses ? kernel - 1 - last : last);
        from = (nuint)((place - last * dilation) / stride + before);
        return (nuint)(last / step + 1);
    }

    /// <summary>Repeats every pixel <paramref name="along"/> times along its row, and every row <paramref name="down"/> times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Repeat(ref float from, ref float to, nuint channels, nuint height, nuint width, nuint down, nuint along, nuint rows, nuint fromStride, nuint toStride)
    {
        for (nuint row = 0; row < rows; row++)
        {
            ref float pixel = ref Unsafe.Add(ref from, row * fromStride), repeated = ref Unsafe.Add(ref to, row * toStride);
            for (nuint i = 0; i < height; i++)
            {
                ref float first = ref repeated;
                for (nuint j = 0; j < width; j++)
                {
                    for (nuint k = 0; k < along; k++)
                    {
                        Rows.Copy(ref pixel, ref repeated, channels, 1, channels, channels);
                        repeated = ref Unsafe.Add(ref repeated, channels);
                    }

                    pixel = ref Unsafe.Add(ref pixel, channels);
                }

                for (nuint k = 1; k < down; k++)
                {
                    Rows.Copy(ref first, ref repeated, width * along * channels, 1, width * along * channels, width * along * channels);
                    repeated = ref Unsafe.Add(ref repeated, width * along * channels);
                }
            }
        }
    }

    /// <summary>The sums of what <see cref="Repeat"/> made of each pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumRepeats(ref float from, ref float to, nuint channels, nuint height, nuint width, nuint down, nuint along, nuint rows, nuint fromStride, nuint toStride)
    {
        for (nuint row = 0; row < rows; row++)
        {
            ref float first = ref Unsafe.Add(ref from, row * fromStride), pixel = ref Unsafe.Add(ref to, row * toStride);
            for (nuint i = 0; i < height; i++)
            {
                for (nuint j = 0; j < width; j++)
                {
                    ref float block = ref Unsafe.Add(ref first, (i * down * width + j) * along * channels);
                    Rows.Copy(ref block, ref pixel, channels, 1, channels, channels);
                    for (nuint k = 0; k < down; k++)
                    {
                        for (nuint l = k == 0 ? 1u : 0; l < along; l++)
                            Rows.Add(ref Unsafe.Add(ref block, (k * width * along + l) * channels), ref pixel, channels, 1, channels, channels);
                    }

                    pixel = ref Unsafe.Add(ref pixel, channels);
                }
            }
        }
    }
}
