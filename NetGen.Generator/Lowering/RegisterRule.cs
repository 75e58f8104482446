using NetGen.Generator.Activations;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Decides what networks of one small layer do to train fast on one row: outputs and gradients in a register, or weights read in pieces.</summary>
internal static class RegisterRule
{
    /// <summary>Up to so many weights a row over one layer is shorter than what calls and buffers cost beside it.</summary>
    private const int MostWeights = 384;

    private const int MostOutputs = 7;

    /// <summary>
    /// Whether a step's weights are still on their way to the cache when the next step reads them: then it must read them in the pieces they
    /// were written in, as a read across several of those waits for all of them.
    /// </summary>
    public static bool ReadsPieces(NetworkGraph spec, DenseSpec layer, DenseKernel shape, LossPlan? loss) =>
        spec.Layers.Count == 1 && loss is not null && shape == DenseKernel.Columns && layer.Units < LayerPlan.Lanes && spec.InputSize * layer.Units < MostWeights;

    public static bool Fits(NetworkGraph spec, DenseSpec layer, DenseKernel shape, LossPlan? loss)
    {
        if (spec.Layers.Count != 1 || spec.InputGradients || loss is not { HasScalarForm: true } || shape == DenseKernel.Columns || (shape == DenseKernel.Tiny && layer.Units == 1))
            return false;
        // The exponential of a loss on eight lanes is too much code where vectors have four.
        if (loss.IsFused && layer.Units > 4)
            return false;
        if (layer.Units > MostOutputs || spec.InputSize * layer.Units > MostWeights || !layer.TrainWeights || (layer.UseBias && !layer.TrainBiases))
            return false;
        ActivationInfo activation = ActivationRegistry.Get(layer.Activation);
        // The kernel applies the activation, or the loss takes what stands before it.
        return loss.IsFused || activation.Derivative == SavedValue.Nothing || (activation.Derivative == SavedValue.Output && activation.IsElementwise && (activation.IsCheap || shape == DenseKernel.Tiny));
    }
}
