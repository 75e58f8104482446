using System;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Matrix;

/// <summary>
/// Writes the methods of a matrix that passes call: <c>Forward(ref w, ref b, ref x, ref y)</c>, <c>ForwardRows(…, rows)</c>,
/// <c>Gradients(ref gw, ref gb, ref x, ref d, rows, overwrites)</c>, <c>InputGradients(ref w, ref d, ref dx, rows)</c>, and for one row of a
/// small matrix <c>Gradient</c> and <c>InputGradient</c>.
/// </summary>
internal static class MatrixWriter
{
    /// <param name="matrix">The matrix.</param>
    /// <param name="writer">The file.</param>
    /// <param name="hasForward">Whether the kernel of one row is written elsewhere.</param>
    public static void Write(MatrixPlan matrix, SourceWriter writer, bool hasForward = false)
    {
        bool isFirst = true;
        foreach (var (method, write) in Methods(matrix))
        {
            // What is left of some rows goes through the kernel of one row.
            bool isNeeded = matrix.Calls(method) || (method == "Forward" && matrix.Shape != MatrixShape.Columns && matrix.Calls("ForwardRows"));
            if (!isNeeded || (hasForward && method == "Forward"))
                continue;
            if (!isFirst)
                writer.Line();
            isFirst = false;
            write(writer, matrix);
        }
    }

    private static (string Method, Action<SourceWriter, MatrixPlan> Write)[] Methods(MatrixPlan matrix) => matrix.Shape switch
    {
        MatrixShape.Tiny =>
        [
            ("Forward", TinyMatrix.EmitSingle),
            ("ForwardRows", TinyMatrix.EmitRows),
            ("Gradients", TinyMatrix.EmitGradients),
            ("Gradient", TinyMatrix.EmitSingleGradient),
            ("InputGradient", TinyMatrix.EmitSingleInputGradient),
            ("InputGradients", TinyMatrix.EmitInputGradients),
        ],
        MatrixShape.Rows =>
        [
            ("Forward", RowsForward.EmitSingle),
            ("ForwardRows", RowsForward.EmitRows),
            ("Gradients", RowsBackward.EmitGradients),
            ("Gradient", RowsGradient.Emit),
            ("InputGradients", RowsBackward.EmitInputGradients),
        ],
        _ =>
        [
            ("Forward", matrix.IsStreamed ? WideForward.EmitSingle : ColumnsForward.EmitSingle),
            ("ForwardRows", EmitColumnsRows),
            ("Gradients", ColumnsBackward.EmitGradients),
            ("InputGradients", ColumnsBackward.EmitInputGradients),
        ],
    };

    private static void EmitColumnsRows(SourceWriter writer, MatrixPlan matrix)
    {
        ColumnsForward.EmitRows(writer, matrix);
        if (matrix.PanelInputs == 0)
            return;
        writer.Line();
        WideForward.EmitPanel(writer, matrix, MatrixRule.TileWidth(matrix));
    }
}
