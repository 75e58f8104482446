using System;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Graph;

/// <summary>Adds up, layer by layer, what training keeps of one row, and says so where it exceeds an array: a block has at least one row.</summary>
internal sealed class TrainingRow(long inputSize)
{
    /// <summary>Rows are padded to whole 512-bit vectors, and wide ones by one vector more.</summary>
    private const int Padding = 2 * MatrixPlan.Lanes;

    private long _kept;
    private long _widest = inputSize;
    private bool _isReported;

    public void Add(ReadLayer layer, DiagnosticBag diagnostics)
    {
        if (layer is not { Spec: { } spec, Shape: { } shape })
            return;
        _kept += spec.Kept * shape.Times * (shape.LongSize + Padding);
        _widest = Math.Max(_widest, shape.LongRowSize);

        // Gradients pass through two buffers as wide as the widest layer.
        long needed = _kept + 2 * (_widest + Padding) + MatrixPlan.Lanes;
        if (needed <= Limits.WorkspaceLength || _isReported)
            return;
        _isReported = true;
        diagnostics.Report(Descriptors.RowTooLong, layer.SizeLocation, layer.SubjectFirst, shape.LongRowSize, needed, Limits.WorkspaceLength);
    }
}
