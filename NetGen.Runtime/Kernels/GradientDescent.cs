using System.Buffers;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>A step of plain gradient descent on more rows than go through the layers at once, so that gradients need memory of their own.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GradientDescent
{
    /// <summary>Moves the parameters by the mean gradient of all rows times the negative learning rate, and returns the mean loss before the step.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Rows of inputs.</param>
    /// <param name="targets">As many rows of targets.</param>
    /// <param name="learningRate">A finite number.</param>
    /// <param name="context">Weights of rows, and what random layers draw from.</param>
    /// <param name="workspace">
    /// As many floats as the network needs and, behind them, as many as it has parameters and <see cref="Buffers.AlignmentSlack"/> more for the gradients; what there is no
    /// room for is rented from the shared pool and given back.
    /// </param>
    /// <exception cref="ArgumentException">A span has another length than expected.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is not a finite number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Step(
        ITrainableNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate, TrainingContext context, Span<float> workspace)
    {
        int count = network.ParameterCount, needed = network.WorkspaceLength;
        int rows = inputs.Length / network.InputSize;
        float step = Buffers.Step(learningRate, rows);
        bool hasRoom = workspace.Length >= (long)needed + count + Buffers.AlignmentSlack;
        float[]? rented = hasRoom ? null : ArrayPool<float>.Shared.Rent(count + Buffers.AlignmentSlack);
        float[]? lent = workspace.IsEmpty && needed > 0 ? ArrayPool<float>.Shared.Rent(needed) : null;
        try
        {
            Span<float> gradients = MemoryMarshal.CreateSpan(ref Buffers.Align(rented ?? workspace[needed..]), count);
            gradients.Clear();
            float loss = network.BackwardBatch(inputs, targets, gradients, context with { OverwritesGradients = false }, lent ?? (hasRoom ? workspace[..needed] : workspace));
            Add(network.Parameters, gradients, step);
            return Buffers.Mean(loss, rows);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<float>.Shared.Return(rented);
            if (lent is not null)
                ArrayPool<float>.Shared.Return(lent);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Span<float> parameters, ReadOnlySpan<float> gradients, float step)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= parameters.Length; i += Vector<float>.Count)
            Vector.MultiplyAddEstimate(new Vector<float>(gradients[i..]), new Vector<float>(step), new Vector<float>(parameters[i..])).CopyTo(parameters[i..]);
        for (; i < parameters.Length; i++)
            parameters[i] = float.MultiplyAddEstimate(gradients[i], step, parameters[i]);
    }
}
