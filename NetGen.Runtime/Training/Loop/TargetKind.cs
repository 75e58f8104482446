namespace NetGen.Runtime.Training;

/// <summary>What rows of targets are, and with that what counts as a right answer.</summary>
internal enum TargetKind
{
    /// <summary>Any numbers: outputs are no answers.</summary>
    Numbers,

    /// <summary>One target a row, 0 or 1: the output is an answer.</summary>
    TwoClasses,

    /// <summary>One class a row, told by several targets: the largest output is the answer.</summary>
    Classes,

    /// <summary>Several targets a row, each 0 or 1: every output is an answer.</summary>
    Labels,
}
