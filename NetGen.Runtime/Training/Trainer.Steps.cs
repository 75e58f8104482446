using System.Runtime.CompilerServices;
using NetGen.Runtime.Training;

namespace NetGen;

public sealed partial class Trainer
{
    private readonly SpanBatch _batch;
    private bool _maySingleStep;

    /// <summary>
    /// Takes one step on a batch, in a loop of the user's own, as <c>Fit</c> takes it: with penalties, clipping, noise, class weights and the
    /// optimizer of <see cref="Options"/>, random draws and schedule going on.
    /// </summary>
    /// <param name="inputs">Rows of <see cref="INeuralNetwork.InputSize"/> numbers, 1 or more.</param>
    /// <param name="targets">As many rows of <see cref="INeuralNetwork.OutputSize"/> numbers.</param>
    /// <param name="weights">What each row's loss and gradients are multiplied by, 0 or more; empty when every row counts 1.</param>
    /// <returns>
    /// The mean loss that it stepped on. NaN or infinite when loss or gradients were: then no step was taken, nothing has changed, and
    /// <see cref="SkippedSteps"/> is one more.
    /// </returns>
    /// <remarks>
    /// Allocates nothing for batches of up to <see cref="TrainingOptions.BatchSize"/> rows; the first of more rows than any before takes the
    /// memory that it needs, and the first that is worth threads starts them. <see cref="TrainingOptions.AccumulationSteps"/> does not matter
    /// here. A schedule that counts epochs, or spans the training, needs <see cref="TrainingOptions.StepsPerEpoch"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">A span has another length than expected, or a number that the loss cannot learn from; or the schedule lacks what it needs.</exception>
    /// <exception cref="InvalidOperationException">The trainer is in the middle of a call of <c>Fit</c>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default)
    {
        PrepareSingleStep();
        DataCheck.Batch(inputs, targets, weights, Network, Options);
        int rows = inputs.Length / Network.InputSize;
        GradientStep step = _setup.Step;
        step.Prepare(rows);
        step.Begin();
        fixed (float* input = inputs, target = targets, weight = weights)
        {
            _batch.MoveTo(input, target, weight);
            step.Add(_batch, rows);
            _batch.MoveTo(null, null, null);
        }

        if (step.Take(ScheduleSpan.OfSteps(Options, _setup.Memory), out double loss, out _))
            return (float)(loss / rows);
        _setup.Memory.Skipped++;
        return double.IsFinite(loss) ? float.NaN : (float)(loss / rows);
    }

    /// <summary>
    /// Takes one step on gradients of the user's own, such as those of <c>BackwardFrom</c>: they are what the optimizer sees, after penalties and
    /// clipping. Allocates nothing.
    /// </summary>
    /// <param name="gradients"><see cref="INeuralNetwork.ParameterCount"/> floats, laid out as <see cref="INeuralNetwork.Parameters"/>; of a mean where steps are to be taken on means. Not changed.</param>
    /// <returns>Whether the step was taken. Not so when a gradient was not finite: nothing has changed then, and <see cref="SkippedSteps"/> is one more.</returns>
    /// <remarks>Schedules are as for <see cref="Step"/>.</remarks>
    /// <exception cref="ArgumentException">There are more or fewer gradients than parameters, or the schedule lacks what it needs.</exception>
    /// <exception cref="InvalidOperationException">The trainer is in the middle of a call of <c>Fit</c>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Apply(ReadOnlySpan<float> gradients)
    {
        if (gradients.Length != Network.ParameterCount)
            throw new ArgumentException($"Expected {Network.ParameterCount} gradients, one a parameter, but got {gradients.Length}.", nameof(gradients));
        PrepareSingleStep();
        bool isTaken = _setup.Step.Take(gradients, ScheduleSpan.OfSteps(Options, _setup.Memory));
        if (!isTaken)
            _setup.Memory.Skipped++;
        return isTaken;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PrepareSingleStep()
    {
        RequireIdle();
        if (_maySingleStep)
            return;
        DataCheck.ClassWeights(Options, Network);
        DataCheck.OutputWeights(Options, Network);
        ScheduleCheck.Steps(Options);
        _maySingleStep = true;
    }
}
