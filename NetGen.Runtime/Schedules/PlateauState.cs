using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>How far a plateau schedule has come in one training run.</summary>
internal struct PlateauState()
{
    /// <summary>What the learning rate is multiplied by.</summary>
    public double Factor = 1;

    /// <summary>The lowest loss so far.</summary>
    public double Best = double.PositiveInfinity;

    /// <summary>How many epochs in a row brought no lower loss.</summary>
    public int BadEpochs = 0;

    /// <summary>How many epochs are still not counted.</summary>
    public int Cooldown = 0;

    /// <summary>Takes note of an epoch's loss.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Observe(PlateauSchedule schedule, double loss, double learningRate)
    {
        if (loss < Best * (1 - (double)schedule.Threshold) || (double.IsPositiveInfinity(Best) && double.IsFinite(loss)))
        {
            Best = loss;
            BadEpochs = 0;
        }
        else
            BadEpochs++;

        if (Cooldown > 0)
        {
            Cooldown--;
            BadEpochs = 0;
        }

        if (BadEpochs <= schedule.Patience)
            return;
        Cooldown = schedule.Cooldown;
        BadEpochs = 0;
        double current = learningRate * Factor, next = Math.Max(current * schedule.Factor, schedule.MinimumLearningRate);
        // PyTorch's least change.
        if (current - next > 1e-8)
            Factor = next / learningRate;
    }
}
