namespace NetGen.Runtime.Optimizers;

/// <summary>What an optimizer remembers during one training run: slots laid out like the parameters, and the number of steps.</summary>
internal abstract class OptimizerState
{
    private protected OptimizerState(int parameterCount, int slots)
    {
        Slots = new ParameterBlock[slots];
        for (int i = 0; i < slots; i++)
            Slots[i] = new ParameterBlock(parameterCount);
    }

    /// <summary>The state of every parameter, one block for each number remembered.</summary>
    public ParameterBlock[] Slots { get; }

    /// <summary>How many steps were begun.</summary>
    public long Steps { get; private protected set; }

    /// <summary>A number that is carried from step to step; most optimizers have none.</summary>
    public double Carried { get; private protected set; } = 1;

    /// <summary>Begins a step: computes the numbers that are the same for all parameters.</summary>
    public abstract void BeginStep(float learningRate);

    /// <summary>Takes the step begun for some parameters. Several threads may do so for different parameters.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradients">All gradients.</param>
    /// <param name="start">The first parameter to update.</param>
    /// <param name="count">How many to update.</param>
    /// <param name="scale">What gradients are multiplied by.</param>
    /// <param name="decay">λ of weight decay for these parameters.</param>
    public abstract void Update(ref float parameters, ref float gradients, int start, int count, float scale, float decay);

    /// <summary>Whether a slot's numbers are never negative.</summary>
    public abstract bool IsNotNegative(int slot);

    /// <summary>Takes over the progress of a checkpoint; the slots are filled apart.</summary>
    public void Restore(long steps, double carried) => (Steps, Carried) = (steps, carried);
}
