using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Reads an activation with its parameter, in whatever attribute it stands.</summary>
internal static class ActivationArguments
{
    /// <summary>Reads <c>activation</c>, a parameter, or <c>Activation</c>, the property, with <c>Slope</c> and <c>Alpha</c>.</summary>
    public static (ActivationKind Activation, float Parameter) Read(LayerReaderContext context)
    {
        var activation = context.GetEnum<ActivationKind>(ArgumentOf(context.Arguments), "Activation");
        float slope = context.GetNumber(
            "Slope", 0.01f, static value => value is >= 0 and < 1, Descriptors.ActivationParameterOutOfRange, "0 or more and less than 1");
        float alpha = context.GetNumber("Alpha", 1, static value => value > 0, Descriptors.ActivationParameterOutOfRange, "finite and greater than 0");

        WarnIfIgnored("Slope", slope, ActivationKind.LeakyRelu);
        WarnIfIgnored("Alpha", alpha, ActivationKind.Elu);
        float parameter = activation switch
        {
            ActivationKind.LeakyRelu => slope,
            ActivationKind.Elu => alpha,
            _ => 0,
        };
        return (activation, parameter);

        void WarnIfIgnored(string argument, float value, ActivationKind owner)
        {
            if (activation != owner && context.Arguments.Has(argument))
                context.Report(Descriptors.ActivationParameterIgnored, argument, context.Subject, argument, value, owner, activation);
        }
    }

    /// <summary>How many numbers training keeps of each of a layer's values: the output, and what stood before where the derivative needs that.</summary>
    public static int Kept(ActivationKind activation) => ActivationRegistry.Get(activation).Derivative == SavedValue.PreActivation ? 2 : 1;

    /// <summary>Softmax shares 1 among the channels, so there must be some.</summary>
    public static void Check(ActivationKind activation, Shape shape, ShapeReport report)
    {
        if (activation == ActivationKind.Softmax && shape.Channels == 1)
            report.Report(Descriptors.SoftmaxOfOneUnit, ArgumentOf(report.Arguments), report.Subject);
    }

    private static string ArgumentOf(AttributeArguments arguments) => arguments.Has("Activation") ? "Activation" : arguments.Has("activation") ? "activation" : "Activation";
}
