using System.Runtime.CompilerServices;
using NetGen.Runtime.Optimizers;

namespace NetGen.Runtime.Training;

/// <summary>
/// What a trainer remembers from call to call, and what a checkpoint keeps: how far it has come, the optimizer's memory, the plateau of the
/// schedule, the best epoch. Steps and epochs are also the keys of all that is random.
/// </summary>
internal sealed class TrainingMemory
{
    private readonly TrainingOptions _options;
    private readonly int _parameterCount;
    private ParameterBlock? _lastGood;
    private bool? _validated;

    public TrainingMemory(ITrainableNetwork network, TrainingOptions options)
    {
        Average = options.ParameterAverage is { } average ? new AveragedParameters(network, average) : null;
        (_options, _parameterCount) = (options, network.ParameterCount);
        Optimizer = options.Optimizer.CreateState(_parameterCount);
        Best = new BestEpoch(options.EarlyStopping);
    }

    /// <summary>How many epochs are done, over all calls.</summary>
    public int Epoch { get; set; }

    /// <summary>How many steps were taken or left out, over all calls.</summary>
    public long Step { get; set; }

    /// <summary>How many steps were left out.</summary>
    public long Skipped { get; set; }

    /// <summary>What <see cref="Step"/> was at the end of the last whole epoch.</summary>
    public long StepAtEpochEnd { get; set; }

    /// <summary>How many epochs and steps were done when the call began that is under way, or was the last.</summary>
    public (int Epoch, long Step) CallStart { get; private set; }

    /// <summary>The optimizer's memory.</summary>
    public OptimizerState Optimizer { get; private set; }

    /// <summary>How far a plateau schedule has come.</summary>
    public PlateauState Plateau { get; private set; } = new();

    /// <summary>The best epoch, and how long ago it was.</summary>
    public BestEpoch Best { get; private set; }

    /// <summary>The average of the parameters; null where none is wanted.</summary>
    public AveragedParameters? Average { get; }

    /// <summary>The whole epochs of the call.</summary>
    public List<EpochResult> History { get; private set; } = [];

    /// <summary>The parameters at the end of the last whole epoch.</summary>
    public Span<float> LastGood => (_lastGood ??= new ParameterBlock(_parameterCount)).Span;

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        (Epoch, Step, Skipped, StepAtEpochEnd, CallStart, _validated) = (0, 0, 0, 0, default, null);
        Optimizer = _options.Optimizer.CreateState(_parameterCount);
        Plateau = new PlateauState();
        Best = new BestEpoch(_options.EarlyStopping);
        History = [];
        Average?.Reset();
    }

    /// <summary>Begins a call of so many epochs at most.</summary>
    /// <param name="parameters">The parameters it begins with.</param>
    /// <param name="validates">Whether losses are those of a validation set: they compare with no others.</param>
    public void BeginCall(ReadOnlySpan<float> parameters, bool validates)
    {
        CallStart = (Epoch, Step);
        StepAtEpochEnd = Step;
        // Results hand out the list of their call.
        History = new List<EpochResult>(Math.Min(_options.Epochs, 1024));
        if (_validated is not null && _validated != validates)
        {
            Best.Forget();
            Plateau = Plateau with { Best = double.PositiveInfinity, BadEpochs = 0 };
        }

        _validated = validates;
        // One who calls again after an early stop wants more.
        if (Best.IsOutOfPatience)
            Best.BadEvaluations = 0;
        Average?.Begin();
        Prepare(parameters);
    }

    /// <summary>Allocates what a call needs and nothing else does.</summary>
    public void Prepare(ReadOnlySpan<float> parameters)
    {
        parameters.CopyTo(LastGood);
        Best.Prepare(_parameterCount);
    }

    /// <summary>Takes note of an epoch's loss for a plateau schedule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ObservePlateau(PlateauSchedule schedule, double loss)
    {
        PlateauState state = Plateau;
        state.Observe(schedule, loss, _options.Optimizer.LearningRate);
        Plateau = state;
    }

    /// <summary>Takes over what a checkpoint kept; the optimizer's slots, the parameters and the best weights are filled apart.</summary>
    public void Restore(in MemoryPoint point, List<EpochResult> history, bool validates)
    {
        (Epoch, Step, Skipped, StepAtEpochEnd) = (point.Epoch, point.Step, point.Skipped, point.Step);
        CallStart = (point.CallEpoch, point.CallStep);
        Optimizer.Restore(point.OptimizerSteps, point.Carried);
        Plateau = point.Plateau;
        Best.Restore(point.BestEpoch, point.BestValue, point.BadEvaluations);
        (History, _validated) = (history, validates);
    }
}
