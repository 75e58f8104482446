using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies.SingleLayer;

/// <summary>
/// What networks of one small matrix do to train fast on one row: outputs and their gradients stay in a register, or weights are read in pieces.
/// Written to a buffer and read again they would cost more than the layer itself.
/// </summary>
internal sealed class SingleLayerStrategy : IStrategy
{
    /// <summary>Up to so many weights a row over one layer is shorter than what calls and buffers cost beside it.</summary>
    private const int MostWeights = 384;

    private const int MostOutputs = 7;

    public string Name => "SingleLayer";

    public string? Description => null;

    public NetworkPlan? Apply(NetworkPlan plan)
    {
        if (plan.Layers.Count != 1 || plan.Loss is null || plan.Layers[0].Matrix is not { } matrix)
            return null;
        if (FitsRegister(plan, plan.Layers[0], matrix))
            return With(plan, new RegisterPlan(matrix) { Called = matrix.Called });
        return ReadsPieces(matrix) ? With(plan, matrix with { ReadsPieces = true }) : null;
    }

    public bool WriteAll(SourceWriter writer, NetworkPlan plan) => false;

    public bool WritePass(SourceWriter writer, NetworkPlan plan, PassPlan pass)
    {
        if (pass.Kind != PassKind.Training || !pass.IsSingle || plan.Layers[0].Kernels[0] is not RegisterPlan register)
            return false;
        RegisterPass.Write(writer, plan, register.Matrix);
        return true;
    }

    public bool WriteKernel(KernelPlan kernel, SourceWriter writer)
    {
        if (kernel is not RegisterPlan { Matrix: var matrix })
            return false;
        bool isTiny = matrix.Shape == MatrixShape.Tiny;
        if (isTiny)
            TinyRegister.EmitOutputs(writer, matrix);
        else
            RowsRegister.EmitOutputs(writer, matrix);
        writer.Line();
        EmitForward(writer, matrix);
        writer.Line();
        MatrixWriter.Write(matrix with { Called = new EquatableArray<string>(["ForwardRows", "Gradients"]) }, writer, hasForward: true);
        writer.Line();
        if (isTiny)
            TinyRegister.EmitGradient(writer, matrix);
        else
            RowsRegister.EmitGradient(writer, matrix);
        return true;
    }

    /// <summary>The kernel of one row that stores its outputs.</summary>
    private static void EmitForward(SourceWriter writer, MatrixPlan matrix)
    {
        writer.Line(KernelMethod.Inlined);
        using (writer.Indent(MatrixText.Forward(matrix, "Forward", "ref float x, ref float y") + " =>"))
        {
            string outputs = $"{matrix.Method("Outputs")}(ref w, {MatrixText.PassBias(matrix)}ref x)";
            writer.Line(matrix.Outputs == 1 ? $"y = {outputs};" : $"{outputs}.StoreUnsafe(ref y);");
        }
    }

    private static NetworkPlan With(NetworkPlan plan, KernelPlan kernel) => plan with
    {
        Layers = new EquatableArray<LayerPlan>([plan.Layers[0] with { Kernels = new EquatableArray<KernelPlan>([kernel]) }]),
    };

    /// <summary>
    /// Whether a step's weights are still on their way to the cache when the next step reads them: then it must read them in the pieces they
    /// were written in, as a read across several of those waits for all of them.
    /// </summary>
    private static bool ReadsPieces(MatrixPlan matrix) =>
        matrix.Shape == MatrixShape.Columns && matrix.Outputs < MatrixPlan.Lanes && matrix.WeightCount < MostWeights;

    private static bool FitsRegister(NetworkPlan plan, LayerPlan layer, MatrixPlan matrix)
    {
        LossPlan loss = plan.Loss!;
        if (plan.InputGradients || !loss.HasScalarForm || matrix.Shape == MatrixShape.Columns || (matrix.Shape == MatrixShape.Tiny && matrix.Outputs == 1))
            return false;
        // The exponential of a loss on eight lanes is too much code where vectors have four.
        if (loss.IsFused && matrix.Outputs > 4)
            return false;
        if (matrix.Outputs > MostOutputs || matrix.WeightCount > MostWeights || !matrix.TrainsWeights || matrix.UsesBias != matrix.TrainsBiases)
            return false;
        // The kernel applies the activation, or the loss takes what stands before it.
        ActivationPlan activation = layer.Activation;
        return loss.IsFused || activation.Saved == SavedValue.Nothing || (activation.Saved == SavedValue.Output && activation.IsElementwise && (activation.IsCheap || matrix.Shape == MatrixShape.Tiny));
    }
}
