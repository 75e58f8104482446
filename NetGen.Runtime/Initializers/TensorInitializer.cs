using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Runtime.Randomness;

namespace NetGen.Runtime;

/// <summary>Draws the elements of one tensor.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorInitializer
{
    private const int BufferLength = 4096;

    /// <summary>
    /// Draws a tensor in row-major order, whatever its layout. The same seed and names give the same bits, wherever the layer stands in its network.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="tensor">The tensor's index in it.</param>
    /// <param name="block">The network's parameters.</param>
    /// <param name="initializer">How to draw; <see cref="Initializer.Default"/> must have been resolved.</param>
    /// <param name="scale">σ of Normal, the limit of Uniform or the value of Constant; others ignore it.</param>
    /// <param name="fanIn">How many inputs a unit has.</param>
    /// <param name="fanOut">How many outputs an input goes to.</param>
    /// <param name="seed">The network's seed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initializer"/> is Default or unknown.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Draw(LayerInfo layer, int tensor, Span<float> block, Initializer initializer, float scale, int fanIn, int fanOut, int seed)
    {
        ArgumentNullException.ThrowIfNull(layer);
        TensorInfo info = layer.Tensors[tensor];
        var view = new TensorView(info, block);
        double spread = initializer switch
        {
            Initializer.HeNormal => Math.Sqrt(2.0 / fanIn),
            Initializer.HeUniform => Math.Sqrt(6.0 / fanIn),
            Initializer.GlorotNormal => Math.Sqrt(2.0 / ((double)fanIn + fanOut)),
            Initializer.GlorotUniform => Math.Sqrt(6.0 / ((double)fanIn + fanOut)),
            Initializer.LeCunNormal => Math.Sqrt(1.0 / fanIn),
            Initializer.LeCunUniform => Math.Sqrt(3.0 / fanIn),
            Initializer.Normal or Initializer.Uniform or Initializer.Constant => scale,
            Initializer.Zeros => 0,
            _ => throw new ArgumentOutOfRangeException(nameof(initializer), (int)initializer, "Expected an initializer other than Default."),
        };
        if (initializer is Initializer.Zeros or Initializer.Constant)
        {
            view.Fill((float)spread);
            return;
        }

        bool isNormal = initializer is Initializer.HeNormal or Initializer.GlorotNormal or Initializer.LeCunNormal or Initializer.Normal;
        var random = new RandomBits((ulong)seed, NameKey.Of(layer.Name, info.Name));
        int rowLength = Math.Max(info.Layout.RowLength, 1), rows = info.Length / rowLength, step = Math.Clamp(BufferLength / rowLength, 1, Math.Max(rows, 1));
        // Not a pool's: nothing else that a small application needs would bring the pool with it.
        var buffer = new float[step * rowLength];
        for (int row = 0; row < rows; row += step)
        {
            Span<float> drawn = buffer.AsSpan(0, Math.Min(step, rows - row) * rowLength);
            foreach (ref float value in drawn)
                value = isNormal ? (float)(spread * random.NextNormal()) : (float)(spread * (2 * random.NextUniform() - 1));
            view.CopyFrom(drawn, row);
        }
    }
}
