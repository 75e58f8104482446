using System;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Adds up, layer by layer, what training keeps of one row, and says so where it exceeds an array: a block has at least one row.</summary>
internal sealed class TrainingRow(int inputSize)
{
    /// <summary>Rows are padded to whole 512-bit vectors, and wide ones by one vector more.</summary>
    private const int Padding = 2 * LayerPlan.Lanes;

    private long _kept;
    private long _widest = inputSize;
    private bool _isReported;

    public void Add(LayerContext context, LayerReading reading)
    {
        _kept += reading.Kept * ((long)reading.OutputSize + Padding);
        _widest = Math.Max(_widest, reading.OutputSize);

        // Gradients pass through two buffers as wide as the widest layer.
        long needed = _kept + 2 * (_widest + Padding) + LayerPlan.Lanes;
        if (needed <= Limits.WorkspaceLength || _isReported)
            return;
        _isReported = true;
        context.Report(Descriptors.RowTooLong, "units", context.Subject, reading.OutputSize, needed, Limits.WorkspaceLength);
    }
}
