using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies.SingleLayer;

/// <summary>Kernels of a matrix of many inputs that is all of a network, with up to 7 outputs in a register.</summary>
internal static class RowsRegister
{
    /// <summary>The layer is all of the network: 512-bit vectors would take longer to sum across than they save.</summary>
    public static void EmitOutputs(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Forward(matrix, "Outputs", "ref float x", matrix.RegisterType), KernelMethod.Inlined))
        {
            if (matrix.Outputs <= 4)
            {
                RowsForward.EmitGroup(writer, matrix, Simd.Portable, 0, matrix.Outputs, "return ");
                return;
            }

            writer.Line("Vector128<float> lower, upper;");
            using (writer.Block())
                RowsForward.EmitGroup(writer, matrix, Simd.Portable, 0, 4, "lower = ");
            using (writer.Block())
                RowsForward.EmitGroup(writer, matrix, Simd.Portable, 4, matrix.Outputs - 4, "upper = ");
            writer.Line("return Vector256.Create(lower, upper);");
        }
    }

    public static void EmitGradient(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Gradients(matrix, "Gradient", $"ref float x, {matrix.RegisterType} d"), KernelMethod.Inlined))
        {
            RowsGradient.EmitWeights(writer, matrix, Simd.Portable, o => matrix.Outputs == 1 ? "d" : $"d.GetElement({o})");
            if (matrix.TrainsBiases)
                writer.Line(MatrixText.SingleBiasGradients(matrix, "d"));
        }
    }
}
