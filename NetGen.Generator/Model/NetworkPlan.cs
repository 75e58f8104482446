namespace NetGen.Generator.Model;

/// <summary>What will be emitted; no question left open.</summary>
internal sealed record NetworkPlan(TypeSpec Type);
