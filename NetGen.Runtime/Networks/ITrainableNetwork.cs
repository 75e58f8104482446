namespace NetGen;

/// <summary>A network with a loss: what <see cref="Trainer"/> needs to train it.</summary>
public interface ITrainableNetwork : INeuralNetwork
{
    /// <summary>
    /// How many rows <see cref="BackwardBatch"/> takes through the layers at once. A call with more rows adds one self-contained sum of
    /// gradients per block of this many rows, in order, so that blocks computed elsewhere and added in order give the same bits.
    /// </summary>
    int RowsPerBlock { get; }

    /// <summary>Whether targets are classes, so that they may also be given as an index: the loss is a cross-entropy over classes or a hinge.</summary>
    bool HasClassTargets { get; }

    /// <summary>Which targets the loss can learn from; checked before training. All finite numbers unless the network says otherwise.</summary>
    TargetRange TargetRange => TargetRange.Any;

    /// <summary>
    /// Whether the loss is a sum or mean of a term an output, so that <see cref="TrainingContext.OutputWeights"/> can weigh them: every loss but those
    /// over classes and the user's own.
    /// </summary>
    bool TakesOutputWeights => false;

    /// <summary>Draws all parameters anew; the same seed gives the same bits.</summary>
    void Initialize(int seed);

    /// <summary>Computes outputs as <see cref="INeuralNetwork.ForwardBatch"/> does and returns the loss, summed over rows.</summary>
    /// <param name="inputs">Rows of <see cref="INeuralNetwork.InputSize"/> numbers.</param>
    /// <param name="targets">As many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="outputs">Receives as many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="workspace">At least <see cref="INeuralNetwork.WorkspaceLength"/> floats, or empty where that is 0.</param>
    /// <exception cref="ArgumentException">A span has another length than expected.</exception>
    float EvaluateBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, Span<float> workspace = default);

    /// <summary>The same with each output's term of the loss times a weight.</summary>
    /// <param name="inputs">Rows of <see cref="INeuralNetwork.InputSize"/> numbers.</param>
    /// <param name="targets">As many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="outputs">Receives as many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="outputWeights"><see cref="INeuralNetwork.OutputSize"/> weights, or empty where every output counts 1.</param>
    /// <param name="workspace">At least <see cref="INeuralNetwork.WorkspaceLength"/> floats, or empty where that is 0.</param>
    /// <exception cref="ArgumentException">A span has another length than expected, or there are weights though the network does not take them.</exception>
    float EvaluateBatch(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, ReadOnlySpan<float> outputWeights, Span<float> workspace)
    {
        if (!outputWeights.IsEmpty)
            Runtime.Throw.OutputWeights();
        return EvaluateBatch(inputs, targets, outputs, workspace);
    }

    /// <summary>Adds the gradients of the loss, summed over rows, to <paramref name="gradients"/> and returns the loss, summed over rows.</summary>
    /// <param name="inputs">Rows of <see cref="INeuralNetwork.InputSize"/> numbers.</param>
    /// <param name="targets">As many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="gradients"><see cref="INeuralNetwork.ParameterCount"/> floats, laid out as <see cref="INeuralNetwork.Parameters"/>; added to, or overwritten where the context says so.</param>
    /// <param name="context">Weights of the rows and outputs, whether gradients are overwritten, and what random layers draw from.</param>
    /// <param name="workspace">At least <see cref="INeuralNetwork.WorkspaceLength"/> floats, or empty where that is 0.</param>
    /// <exception cref="ArgumentException">A span has another length than expected.</exception>
    float BackwardBatch(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, TrainingContext context = default, Span<float> workspace = default);
}
