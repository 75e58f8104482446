namespace NetGen;

/// <summary>What <see cref="GradientCheck"/> found.</summary>
/// <param name="LargestError">The largest error of a parameter: |computed − measured| / max(|computed|, |measured|, a hundredth of the largest gradient).</param>
/// <param name="Layer">The layer of that parameter.</param>
/// <param name="Parameter">Which of the layer's parameters it is, such as <c>weight [2, 0]</c> (output, input) or <c>bias [1]</c>.</param>
/// <param name="Computed">Its gradient as <see cref="ITrainableNetwork.BackwardBatch"/> computes it.</param>
/// <param name="Measured">Its gradient as measured by moving it.</param>
public sealed record GradientCheckResult(double LargestError, string Layer, string Parameter, double Computed, double Measured)
{
    /// <summary>Whether the largest error is at most 1 %, which is as exact as differences of 32-bit losses are.</summary>
    public bool IsRight => LargestError <= 0.01;
}

/// <summary>
/// Compares a network's gradients with differences of its loss: a test for custom losses, and for all that computes gradients.
/// </summary>
/// <remarks>
/// Differences are those of five points, f′ ≈ (f(−2h) − 8·f(−h) + 8·f(h) − f(2h)) / 12h. Near the kink of a ReLU, an absolute value or a
/// hinge there is no one slope to measure: choose other parameters or inputs there. Random layers such as dropout cannot be checked.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks every trained parameter on some rows. Restores the parameters.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Rows of inputs.</param>
    /// <param name="targets">As many rows of targets.</param>
    /// <param name="step">h, how far a parameter is moved, more than 0.</param>
    /// <exception cref="ArgumentException">A span has another length than the network needs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is not more than 0.</exception>
    public static GradientCheckResult Run(ITrainableNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float step = 0.02f)
    {
        ArgumentNullException.ThrowIfNull(network);
        Require.Positive(step, nameof(step));
        float[] computed = new float[network.ParameterCount], workspace = new float[network.WorkspaceLength];
        float[] outputs = new float[inputs.Length / network.InputSize * network.OutputSize];
        double[] measured = new double[computed.Length];
        network.BackwardBatch(inputs, targets, computed, default, workspace);

        double largest = 0;
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                for (int i = 0; i < tensor.Length && tensor is { IsTrained: true, IsParameter: true }; i++)
                    Measure(tensor.Offset + i, inputs, targets);
            }
        }

        var worst = new GradientCheckResult(0, "", "none", 0, 0);
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                for (int i = 0; i < tensor.Length && tensor is { IsTrained: true, IsParameter: true }; i++)
                    Compare(layer, tensor, i);
            }
        }

        return worst;

        void Measure(int index, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        {
            float value = network.Parameters[index];
            double slope = 0;
            foreach ((int steps, int weight) in new[] { (-2, 1), (-1, -8), (1, 8), (2, -1) })
            {
                network.Parameters[index] = value + steps * step;
                slope += weight * (double)network.EvaluateBatch(inputs, targets, outputs, workspace);
            }

            network.Parameters[index] = value;
            measured[index] = slope / (12.0 * step);
            largest = Math.Max(largest, Math.Max(Math.Abs(measured[index]), Math.Abs(computed[index])));
        }

        void Compare(LayerInfo layer, TensorInfo tensor, int i)
        {
            int index = tensor.Offset + tensor.Layout.PlaceOf(i);
            double size = Math.Max(Math.Max(Math.Abs(computed[index]), Math.Abs(measured[index])), largest / 100);
            double error = size == 0 ? 0 : Math.Abs(computed[index] - measured[index]) / size;
            if (double.IsNaN(error))
                error = double.PositiveInfinity;
            if (error > worst.LargestError)
                worst = new GradientCheckResult(error, layer.Name, $"{tensor.Name} {IndexText(tensor, i)}", computed[index], measured[index]);
        }
    }

    private static string IndexText(TensorInfo tensor, int i)
    {
        int[] index = new int[tensor.Shape.Length];
        for (int axis = index.Length - 1; axis >= 0; axis--)
            (i, index[axis]) = (i / tensor.Shape[axis], i % tensor.Shape[axis]);
        return TensorInfo.ShapeText<int>(index);
    }
}
