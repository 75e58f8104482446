namespace NetGen.Runtime.Training;

/// <summary>What a trainer owns as long as it lives: its memory, its threads and what takes steps.</summary>
internal sealed class TrainingSetup
{
    public TrainingSetup(ITrainableNetwork network, TrainingOptions options)
    {
        (Network, Options) = (network, options);
        Team = new WorkerTeam(WorkerTeam.SizeFor(options.MaxDegreeOfParallelism));
        Memory = new TrainingMemory(network, options);
        Step = new GradientStep(network, options, Memory, Team);
    }

    public ITrainableNetwork Network { get; }

    public TrainingOptions Options { get; }

    public WorkerTeam Team { get; }

    public TrainingMemory Memory { get; }

    public GradientStep Step { get; }
}
