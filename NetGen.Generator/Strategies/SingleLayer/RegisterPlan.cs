using NetGen.Generator.Model;

namespace NetGen.Generator.Strategies.SingleLayer;

/// <summary>A matrix whose outputs stay in a register when its network trains on one row.</summary>
internal sealed record RegisterPlan(MatrixPlan Matrix) : KernelPlan(Matrix.Name)
{
    public override string Description => Matrix.Description;
}
