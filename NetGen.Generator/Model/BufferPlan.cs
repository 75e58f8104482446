namespace NetGen.Generator.Model;

/// <summary>How many rows go through the layers at once, and whether the stack holds what lies between them.</summary>
/// <param name="Inference">The memory of a pass of inference.</param>
/// <param name="Training">The memory of a pass that goes back; nothing where none does.</param>
/// <param name="InferenceRows">How many rows inference takes through the layers at once on the stack; 0 when not even one fits.</param>
/// <param name="TrainingRows">The same for training.</param>
/// <param name="WorkspaceRows">How many rows a workspace holds; 0 when the stack is enough and the network has no workspace.</param>
internal sealed record BufferPlan(Place Inference, Place Training, int InferenceRows, int TrainingRows, int WorkspaceRows)
{
    /// <summary>No buffers: all values are in registers. Training still sums gradients by blocks of rows.</summary>
    public static readonly BufferPlan None = new(default, default, 1, 32, 0);

    /// <summary>The workspace's length, with room to start on a 64-byte line.</summary>
    public long WorkspaceLength => WorkspaceRows == 0 ? 0 : System.Math.Max(Length(Inference, WorkspaceRows), Length(Training, WorkspaceRows));

    /// <summary>Whether batches take their buffers from the caller; else from the stack of the kernel, a constant number of rows at a time.</summary>
    public bool TakesWorkspace => WorkspaceRows > 0;

    /// <summary>How many rows one block of training has, wherever its buffers are.</summary>
    public int RowsPerBlock => WorkspaceRows > 0 ? WorkspaceRows : System.Math.Max(TrainingRows, 1);

    /// <summary>What some rows need, with room to start on a 64-byte line.</summary>
    public static long Length(Place memory, long rows) => memory.Of(rows) + MatrixPlan.Lanes;
}
