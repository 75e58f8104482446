using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies;

/// <summary>A way to compile networks of some shape that is better than the general one: a rule over the plan, and a writer.</summary>
internal interface IStrategy
{
    /// <summary>The name under which a plan holds it.</summary>
    string Name { get; }

    /// <summary>What the emitted class says of itself; null where the general words hold.</summary>
    string? Description { get; }

    /// <summary>The plan as the strategy wants it, or null where its rule does not fit.</summary>
    NetworkPlan? Apply(NetworkPlan plan);

    /// <summary>Writes all methods; false where the general way does.</summary>
    bool WriteAll(SourceWriter writer, NetworkPlan plan);

    /// <summary>Writes a pass; false where the general way does.</summary>
    bool WritePass(SourceWriter writer, NetworkPlan plan, PassPlan pass);

    /// <summary>Writes a kernel; false where its layer's kind does.</summary>
    bool WriteKernel(KernelPlan kernel, SourceWriter writer);
}
