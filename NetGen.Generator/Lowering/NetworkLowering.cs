using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Spec → plan: shapes, offsets, buffers and kernels are decided here.</summary>
internal static class NetworkLowering
{
    /// <summary>Lowers a spec that parsing has found free of errors; cannot fail.</summary>
    public static NetworkPlan Lower(NetworkSpec spec) => new(spec.Type);
}
