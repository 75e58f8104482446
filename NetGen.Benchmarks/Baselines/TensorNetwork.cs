using System.Numerics.Tensors;

namespace NetGen.Benchmarks.Baselines;

/// <summary>System.Numerics.Tensors.</summary>
internal sealed class TensorNetwork(INeuralNetwork network) : BaselineNetwork(network)
{
    protected override void Multiply(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int o = 0; o < y.Length; o++)
            y[o] = biases[o] + TensorPrimitives.Dot(weights.Slice(o * x.Length, x.Length), x);
    }

    protected override void Relu(Span<float> y) => TensorPrimitives.Max(y, 0, y);

    protected override void Sigmoid(Span<float> y) => TensorPrimitives.Sigmoid(y, y);

    protected override void Softmax(Span<float> y)
    {
        // Its own SoftMax does not subtract the largest first.
        TensorPrimitives.Subtract(y, TensorPrimitives.Max((ReadOnlySpan<float>)y), y);
        TensorPrimitives.SoftMax(y, y);
    }
}
