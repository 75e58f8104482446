using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Gives tensors their places in one block: all matrices, then all vectors and scales, then all statistics, each in the order of layers.</summary>
internal static class TensorAllocator
{
    /// <summary>Places the tensors of every layer. Sizes have been found small enough for an array.</summary>
    public static IReadOnlyList<EquatableArray<TensorPlan>> Place(IReadOnlyList<IReadOnlyList<TensorPlan>> layers)
    {
        int matrices = 0, vectors = Sum(0), statistics = vectors + Sum(1);
        return layers.Select(tensors => new EquatableArray<TensorPlan>(tensors.Select(tensor => tensor with { Offset = Take(tensor) }))).ToList();

        int Sum(int part) => layers.Sum(tensors => tensors.Where(tensor => PartOf(tensor) == part).Sum(static tensor => tensor.Length));

        int Take(TensorPlan tensor)
        {
            ref int next = ref matrices;
            if (PartOf(tensor) == 1)
                next = ref vectors;
            else if (PartOf(tensor) == 2)
                next = ref statistics;
            int offset = next;
            next += tensor.Length;
            return offset;
        }
    }

    private static int PartOf(TensorPlan tensor) => tensor.Role switch
    {
        TensorRole.Matrix => 0,
        TensorRole.Statistic => 2,
        _ => 1,
    };
}
