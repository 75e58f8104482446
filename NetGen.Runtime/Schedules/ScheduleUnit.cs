namespace NetGen;

/// <summary>What a schedule counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs: the learning rate changes between epochs.</summary>
    Epoch,

    /// <summary>Steps: the learning rate changes with every update of the parameters.</summary>
    Step,
}
