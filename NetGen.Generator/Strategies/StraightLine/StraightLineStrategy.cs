using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies.StraightLine;

/// <summary>Compiles networks so small that all of them stays in registers as one straight line: passes without buffers and without kernels of layers.</summary>
internal sealed class StraightLineStrategy : IStrategy
{
    /// <summary>Sixteen vectors of parameters and as many of gradients: what a register file holds, more or less.</summary>
    private const int MostParameters = 64;

    public string Name => "StraightLine";

    public string Description => "all in registers";

    public NetworkPlan? Apply(NetworkPlan plan) => Fits(plan) ? plan with { Buffers = BufferPlan.None } : null;

    public bool WriteAll(SourceWriter writer, NetworkPlan plan)
    {
        var network = new StraightNetwork(plan);
        StraightForward.Emit(writer, network);
        if (plan.Loss is not null)
            StraightBackward.Emit(writer, network);
        return true;
    }

    public bool WritePass(SourceWriter writer, NetworkPlan plan, PassPlan pass) => false;

    public bool WriteKernel(KernelPlan kernel, SourceWriter writer) => false;

    /// <summary>A single output, and every layer a tiny matrix, elementwise and trained as a whole, that reads the one before.</summary>
    private static bool Fits(NetworkPlan plan) =>
        plan.ParameterCount <= MostParameters
        && !plan.InputGradients
        && plan.Loss is null or { HasScalarForm: true, Factor: 1 }
        && plan.OutputSize == 1
        && plan.Passes.All(static pass => pass.Exposed is null)
        && plan.Layers.All(static layer => layer.Matrix is { Shape: MatrixShape.Tiny, TrainsWeights: true } matrix
            && matrix.TrainsBiases == matrix.UsesBias
            && layer.Activation.IsElementwise
            && layer.Reads.Single() == layer.Number - 2);
}
