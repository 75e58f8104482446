namespace NetGen.Runtime.Training;

/// <summary>What counts as a right answer.</summary>
internal enum AccuracyRule
{
    /// <summary>Outputs are no answers.</summary>
    None,

    /// <summary>The largest output is that of the right class.</summary>
    LargestOutput,

    /// <summary>Every output is an answer: whether it is on the target's side of ½.</summary>
    Threshold,
}
