using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Runtime.Randomness;

namespace NetGen.Runtime;

/// <summary>Draws the parameters of one layer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LayerInitializer
{
    /// <summary>
    /// Draws a dense layer's weights in [output, input] order, whatever their layout, and sets its biases.
    /// The same seed and index give the same bits.
    /// </summary>
    /// <param name="layer">The layer; its inputs are the fan-in, its outputs the fan-out.</param>
    /// <param name="initializer">How weights are drawn; <see cref="Initializer.Default"/> must have been resolved.</param>
    /// <param name="scale">σ of Normal, the limit of Uniform or the value of Constant; others ignore it.</param>
    /// <param name="initialBias">The value of every bias.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layerIndex">The layer's index in the network, so that every layer draws its own numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initializer"/> is Default or unknown.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Initialize(DenseView layer, Initializer initializer, float scale, float initialBias, int seed, int layerIndex)
    {
        WeightView weights = layer.Weights;
        double fanIn = weights.Inputs, fanOut = weights.Outputs;
        var random = new RandomBits((ulong)seed, (ulong)layerIndex);
        switch (initializer)
        {
            case Initializer.HeNormal: DrawNormal(weights, Math.Sqrt(2 / fanIn), random); break;
            case Initializer.HeUniform: DrawUniform(weights, Math.Sqrt(6 / fanIn), random); break;
            case Initializer.GlorotNormal: DrawNormal(weights, Math.Sqrt(2 / (fanIn + fanOut)), random); break;
            case Initializer.GlorotUniform: DrawUniform(weights, Math.Sqrt(6 / (fanIn + fanOut)), random); break;
            case Initializer.LeCunNormal: DrawNormal(weights, Math.Sqrt(1 / fanIn), random); break;
            case Initializer.LeCunUniform: DrawUniform(weights, Math.Sqrt(3 / fanIn), random); break;
            case Initializer.Normal: DrawNormal(weights, scale, random); break;
            case Initializer.Uniform: DrawUniform(weights, scale, random); break;
            case Initializer.Zeros: Fill(weights, 0); break;
            case Initializer.Constant: Fill(weights, scale); break;
            default:
                throw new ArgumentOutOfRangeException(nameof(initializer), initializer, "Expected an initializer other than Default.");
        }

        layer.Biases.Fill(initialBias);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DrawNormal(WeightView weights, double deviation, RandomBits random)
    {
        for (int output = 0; output < weights.Outputs; output++)
        {
            for (int input = 0; input < weights.Inputs; input++)
                weights[output, input] = (float)(deviation * random.NextNormal());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DrawUniform(WeightView weights, double limit, RandomBits random)
    {
        for (int output = 0; output < weights.Outputs; output++)
        {
            for (int input = 0; input < weights.Inputs; input++)
                weights[output, input] = (float)(limit * (2 * random.NextUniform() - 1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(WeightView weights, float value)
    {
        for (int output = 0; output < weights.Outputs; output++)
        {
            for (int input = 0; input < weights.Inputs; input++)
                weights[output, input] = value;
        }
    }
}
