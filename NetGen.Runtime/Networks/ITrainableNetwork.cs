using NetGen.Runtime;

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
    /// What the network computes and learns, in lines "name: value" for its layers, with all their settings, and its loss. A checkpoint has them, and
    /// a network of which one differs is refused. Empty where a network does not say.
    /// </summary>
    string Definition => "";

    /// <summary>
    /// Whether the loss is a sum or mean of a term an output, so that <see cref="TrainingContext.OutputWeights"/> can weigh them: every loss but those
    /// over classes and the user's own.
    /// </summary>
    bool TakesOutputWeights => false;

    /// <summary>Computes outputs as <see cref="INeuralNetwork.ForwardBatch"/> does and returns the loss, summed over rows.</summary>
    /// <param name="inputs">Rows of <see cref="INeuralNetwork.InputSize"/> numbers.</param>
    /// <param name="targets">As many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="outputs">Receives as many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="workspace">At least <see cref="INeuralNetwork.WorkspaceLength"/> floats; where it is empty and the stack is too small, they are rented.</param>
    /// <exception cref="ArgumentException">A span has another length than expected.</exception>
    float EvaluateBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, Span<float> workspace = default);

    /// <summary>The same with a weight for each row's loss, and for each output's term of it where the loss has such terms. Nothing is drawn: random layers are not part of an evaluation.</summary>
    /// <param name="inputs">Rows of <see cref="INeuralNetwork.InputSize"/> numbers.</param>
    /// <param name="targets">As many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="outputs">Receives as many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="context">Weights of the rows and of the outputs.</param>
    /// <param name="workspace">At least <see cref="INeuralNetwork.WorkspaceLength"/> floats; where it is empty and the stack is too small, they are rented.</param>
    /// <exception cref="ArgumentException">A span has another length than expected.</exception>
    float EvaluateBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, TrainingContext context, Span<float> workspace = default)
    {
        ReadOnlySpan<float> weights = context.SampleWeights;
        if (!context.OutputWeights.IsEmpty) Throw.OutputWeights();
        if (weights.IsEmpty)
            return EvaluateBatch(inputs, targets, outputs, workspace);
        int rows = inputs.Length / InputSize;
        if (weights.Length != rows) Throw.RowCount("sampleWeights", rows, 1, weights.Length);
        float loss = 0;
        for (int row = 0; row < rows; row++)
        {
            loss += weights[row] * EvaluateBatch(
                inputs.Slice(row * InputSize, InputSize), targets.Slice(row * OutputSize, OutputSize), outputs.Slice(row * OutputSize, OutputSize), workspace);
        }

        return loss;
    }

    /// <summary>Adds the gradients of the loss, summed over rows, to <paramref name="gradients"/> and returns the loss, summed over rows.</summary>
    /// <param name="inputs">Rows of <see cref="INeuralNetwork.InputSize"/> numbers.</param>
    /// <param name="targets">As many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="gradients"><see cref="INeuralNetwork.ParameterCount"/> floats, laid out as <see cref="INeuralNetwork.Parameters"/>, which are added to; empty where they are not wanted.</param>
    /// <param name="context">Weights of the rows and of the outputs, and what random layers draw from.</param>
    /// <param name="workspace">At least <see cref="INeuralNetwork.WorkspaceLength"/> floats; where it is empty and the stack is too small, they are rented.</param>
    /// <exception cref="ArgumentException">A span has another length than expected.</exception>
    float BackwardBatch(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, TrainingContext context = default, Span<float> workspace = default);
}
