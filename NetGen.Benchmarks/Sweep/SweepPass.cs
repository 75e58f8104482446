namespace NetGen.Benchmarks.Sweep;

/// <summary>A pass that is swept over sizes.</summary>
internal enum SweepPass
{
    /// <summary>One row.</summary>
    Forward,

    /// <summary>A batch of 32 rows.</summary>
    Batch,

    /// <summary>One step on one row.</summary>
    Train,
}
