using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Activations;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Decides which networks are compiled as one straight line of register arithmetic.</summary>
internal static class StraightLineRule
{
    /// <summary>Sixteen vectors of parameters and as many of gradients: what a register file holds, more or less.</summary>
    private const int MostParameters = 64;

    /// <summary>A single output, and every layer tiny, elementwise and trained as a whole.</summary>
    public static bool Fits(NetworkGraph spec, IReadOnlyList<LayerPlan> layers, int parameterCount, LossPlan? loss) =>
        parameterCount <= MostParameters
        && !spec.InputGradients
        && loss is null or { HasScalarForm: true, Factor: 1 }
        && layers[layers.Count - 1].Outputs == 1
        && layers.All(static layer => layer is DensePlan { Shape: DenseKernel.Tiny, Spec.TrainWeights: true } dense
            && dense.TrainsBiases == dense.Spec.UseBias
            && ActivationRegistry.Get(dense.Activation).IsElementwise);
}
