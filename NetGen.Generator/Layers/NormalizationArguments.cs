using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Reads what the normalising layers share.</summary>
internal static class NormalizationArguments
{
    private static readonly string[] Weights = ["UseBias", "Initializer", "InitializerScale", "InitialBias", "TrainWeights", "TrainBiases", "L1", "L2", "MaxNorm"];

    /// <summary>Whether there is a scale (and a shift), and what the user says of them.</summary>
    public static (bool Affine, WeightSpec Weights) Read(LayerReaderContext context)
    {
        bool affine = context.Arguments.Get("Affine", true);
        if (!affine)
            WeightArguments.WarnIfGiven(context, "the layer has no parameters, since Affine is false", Weights);
        else
            WeightArguments.WarnIfGiven(context, "it limits the incoming weights of a unit, and a normalisation has none", "MaxNorm");
        return (affine, WeightArguments.Read(context, InitializerKind.Constant, 1));
    }

    public static float Epsilon(LayerReaderContext context, float standard) =>
        context.GetNumber("Epsilon", standard, static value => value is > 0 and <= 1, Descriptors.NormalizationOutOfRange, "greater than 0 and at most 1");
}
