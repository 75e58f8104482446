namespace NetGen.Runtime.Training;

/// <summary>The numbers of a trainer's memory at the end of an epoch.</summary>
internal readonly record struct MemoryPoint
{
    public required int Epoch { get; init; }

    public required long Step { get; init; }

    public required long Skipped { get; init; }

    public required int CallEpoch { get; init; }

    public required long CallStep { get; init; }

    public required long OptimizerSteps { get; init; }

    public required double Carried { get; init; }

    public required PlateauState Plateau { get; init; }

    public required int BestEpoch { get; init; }

    public required double BestValue { get; init; }

    public required int BadEvaluations { get; init; }

    public static MemoryPoint Of(TrainingMemory memory) => new()
    {
        Epoch = memory.Epoch, Step = memory.Step, Skipped = memory.Skipped, CallEpoch = memory.CallStart.Epoch, CallStep = memory.CallStart.Step,
        OptimizerSteps = memory.Optimizer.Steps, Carried = memory.Optimizer.Carried, Plateau = memory.Plateau, BestEpoch = memory.Best.Epoch,
        BestValue = memory.Best.Value, BadEvaluations = memory.Best.BadEvaluations,
    };

    public void Write(BinaryWriter writer)
    {
        writer.Write(Epoch);
        writer.Write(Step);
        writer.Write(Skipped);
        writer.Write(CallEpoch);
        writer.Write(CallStep);
        writer.Write(OptimizerSteps);
        writer.Write(Carried);
        writer.Write(Plateau.Factor);
        writer.Write(Plateau.Best);
        writer.Write(Plateau.BadEpochs);
        writer.Write(Plateau.Cooldown);
        writer.Write(BestEpoch);
        writer.Write(BestValue);
        writer.Write(BadEvaluations);
    }

    /// <exception cref="InvalidDataException">The numbers contradict each other: no training was ever there.</exception>
    public static MemoryPoint Read(CheckpointReader reader)
    {
        int epoch = reader.Read("the epoch", 0, int.MaxValue);
        long step = reader.Read("the step", (long)epoch, long.MaxValue), skipped = reader.Read("the number of steps left out", 0, step);
        int callEpoch = reader.Read("the call's first epoch", 0, epoch);
        long callStep = reader.Read("the call's first step", callEpoch, step - (epoch - callEpoch));
        long optimizerSteps = reader.Read("the number of the optimizer's steps", 0, step - skipped);
        double carried = reader.Read("what the optimizer carries", 0, 1.0);
        var plateau = new PlateauState
        {
            Factor = reader.Read("the plateau's factor", 0, 1.0), Best = ReadNumber(reader, "the plateau's lowest loss"),
            BadEpochs = reader.Read("the plateau's length", 0, epoch), Cooldown = reader.Read("the plateau's cooldown", 0, int.MaxValue),
        };
        int bestEpoch = reader.Read("the best epoch", 0, epoch);
        double bestValue = reader.Read<double>();
        if (double.IsNaN(bestValue) != (bestEpoch == 0))
            throw new InvalidDataException($"The checkpoint is damaged: epoch {bestEpoch} was the best, with a value of {bestValue}.");
        int badEvaluations = reader.Read("the number of epochs since the best", 0, epoch - bestEpoch);
        return new MemoryPoint
        {
            Epoch = epoch, Step = step, Skipped = skipped, CallEpoch = callEpoch, CallStep = callStep, OptimizerSteps = optimizerSteps,
            Carried = carried, Plateau = plateau, BestEpoch = bestEpoch, BestValue = bestValue, BadEvaluations = badEvaluations,
        };
    }

    private static double ReadNumber(CheckpointReader reader, string what)
    {
        double value = reader.Read<double>();
        return double.IsNaN(value) ? throw new InvalidDataException($"The checkpoint is damaged: {what} is NaN.") : value;
    }
}
