using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Convolution;

/// <summary>What all convolutions read from their attributes beside their axes.</summary>
/// <param name="Groups">Into how many groups channels are divided.</param>
internal sealed record ConvolutionArguments(int Channels, PaddingKind Padding, int Groups, ActivationKind Activation, float ActivationParameter, WeightSpec Weights)
{
    /// <summary>Null, with a report, where nothing can be said of the layer's shape.</summary>
    public static ConvolutionArguments? Read(LayerReaderContext context, params string[] sides)
    {
        int? channels = WindowArguments.Number(context, "channels", 0, 1), groups = WindowArguments.Number(context, "Groups", 1, 1);
        PaddingKind padding = WindowArguments.ReadPadding(context, sides);
        (ActivationKind activation, float parameter) = ActivationArguments.Read(context);
        WeightSpec weights = WeightArguments.Read(context, ActivationRegistry.Get(activation).Initializer);
        return channels is { } c && groups is { } g ? new ConvolutionArguments(c, padding, g, activation, parameter, weights) : null;
    }

    /// <summary>Reads how many outputs more a transposed convolution has along an axis.</summary>
    public static int? ReadOutputPadding(LayerReaderContext context, string suffix, AxisSpec axis)
    {
        string argument = suffix.Length > 0 && context.Arguments.Has("OutputPadding" + suffix) ? "OutputPadding" + suffix : "OutputPadding";
        int value = context.Arguments.Get(argument, 0), most = System.Math.Max(axis.Stride, axis.Dilation) - 1;
        if (value >= 0 && value <= most)
            return value;
        context.Report(Descriptors.OutputPaddingOutOfRange, argument, context.Subject, argument, value, axis.Stride, axis.Dilation, most);
        return null;
    }
}
