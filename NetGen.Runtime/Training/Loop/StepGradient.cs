namespace NetGen.Runtime.Training;

/// <summary>What adds up the gradients of a step's rows, on one machine or on several.</summary>
internal abstract class StepGradient
{
    /// <summary>The gradients of the step, once it is complete and its parameters are joined.</summary>
    public abstract ParameterBlock Gradients { get; }

    /// <summary>Allocates what batches of so many rows need, unless it is there. Adding such batches then allocates nothing.</summary>
    public abstract void Prepare(int largestBatch);

    /// <summary>Takes the gradients of a step as they are, instead of adding up those of rows.</summary>
    public abstract void Take(ReadOnlySpan<float> gradients);

    /// <summary>Adds the gradients of some rows to those of the step's rows before and returns the losses' sum, as far as it is known before the step is complete.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="step">The number of the step, part of the key of all that is random.</param>
    /// <param name="firstRow">How many rows were added in this step before.</param>
    public abstract double Add(BatchSource source, int rows, ulong step, long firstRow);

    /// <summary>Completes a step whose rows are added, and returns what <see cref="Add"/> did not know of their losses' sum.</summary>
    public virtual double Complete() => 0;

    /// <summary>Brings the sum of some parameters' gradients to its place; threads share the work.</summary>
    public virtual void Join(int start, int count)
    {
    }
}
