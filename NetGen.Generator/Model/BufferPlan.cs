namespace NetGen.Generator.Model;

/// <summary>Where a pass keeps what lies between layers. All lengths are in floats and whole 64-byte lines.</summary>
/// <param name="InferenceRow">What one row of inference needs.</param>
/// <param name="TrainingRow">What one row of training needs; 0 without a loss.</param>
/// <param name="GradientRow">The widest row of gradients between layers: what each of the two buffers they pass through holds of a row.</param>
/// <param name="InferenceRows">How many rows inference takes through the layers at once on the stack; 0 when not even one fits.</param>
/// <param name="TrainingRows">The same for training.</param>
/// <param name="WorkspaceRows">How many rows a workspace holds; 0 when the stack is enough and the network has no workspace.</param>
internal sealed record BufferPlan(int InferenceRow, int TrainingRow, int GradientRow, int InferenceRows, int TrainingRows, int WorkspaceRows)
{
    /// <summary>No buffers: all values are in registers. Training still sums gradients by blocks of rows.</summary>
    public static readonly BufferPlan None = new(0, 0, 0, 1, 32, 0);

    /// <summary>The workspace's length, with room to start on a 64-byte line.</summary>
    public long WorkspaceLength => WorkspaceRows == 0 ? 0 : Length(WorkspaceRows, System.Math.Max(InferenceRow, TrainingRow));

    /// <summary>What some rows need, with room to start on a 64-byte line.</summary>
    public static long Length(long rows, long row) => rows * row + LayerPlan.Lanes;

    /// <summary>Whether batches take their buffers from the caller; else from the stack of the kernel, a constant number of rows at a time.</summary>
    public bool TakesWorkspace => WorkspaceRows > 0;

    /// <summary>How many rows one block of training has, wherever its buffers are.</summary>
    public int RowsPerBlock => WorkspaceRows > 0 ? WorkspaceRows : System.Math.Max(TrainingRows, 1);
}
