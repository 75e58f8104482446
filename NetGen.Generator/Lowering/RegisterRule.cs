using NetGen.Generator.Activations;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Decides which networks of one layer keep the outputs and their gradients in a register while they train on one row.</summary>
internal static class RegisterRule
{
    /// <summary>Up to so many weights a row over one layer is shorter than what calls and buffers cost beside it.</summary>
    private const int MostWeights = 384;

    private const int MostOutputs = 7;

    public static bool Fits(NetworkSpec spec, DenseSpec layer, DenseKernel shape, LossPlan? loss)
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
