using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Reads what all layers with parameters have.</summary>
internal static class WeightArguments
{
    private const string Scale = "InitializerScale";
    private const string AnyFinite = "finite";
    private const string Positive = "finite and greater than 0";
    private const string NotNegative = "finite and 0 or more";

    /// <param name="standard">The initializer where the user names none.</param>
    /// <param name="value">The value of a standard initializer that is a constant.</param>
    public static WeightSpec Read(LayerReaderContext context, InitializerKind standard, float value = 0)
    {
        AttributeArguments arguments = context.Arguments;
        bool useBias = arguments.Get("UseBias", true);
        var initializer = context.GetEnum<InitializerKind>("Initializer", "Initializer");
        float scale = ReadInitializerScale(context, initializer);
        return new WeightSpec(
            useBias,
            initializer == InitializerKind.Default ? standard : initializer,
            initializer == InitializerKind.Default ? value : scale,
            ReadInitialBias(context, useBias),
            arguments.Get("TrainWeights", true),
            arguments.Get("TrainBiases", true),
            ReadRegularization(context, "L1"),
            ReadRegularization(context, "L2"),
            ReadRegularization(context, "MaxNorm"));
    }

    /// <summary>Warns of arguments that say nothing in a layer of this kind.</summary>
    public static void WarnIfGiven(LayerReaderContext context, string reason, params string[] arguments)
    {
        foreach (string argument in arguments)
        {
            if (context.Arguments.Has(argument))
                context.Report(Descriptors.ArgumentHasNoEffect, argument, context.Subject, argument, reason);
        }
    }

    private static float ReadInitializerScale(LayerReaderContext context, InitializerKind initializer)
    {
        switch (initializer)
        {
            case InitializerKind.Normal:
                return context.GetNumber(Scale, 0.01f, static value => value > 0, Descriptors.InitialValueOutOfRange, Positive);
            case InitializerKind.Uniform:
                return context.GetNumber(Scale, 0.05f, static value => value > 0, Descriptors.InitialValueOutOfRange, Positive);
            case InitializerKind.Constant:
                return context.GetNumber(Scale, 0, static _ => true, Descriptors.InitialValueOutOfRange, AnyFinite);
        }

        if (context.Arguments.Has(Scale))
            context.Report(Descriptors.InitializerScaleIgnored, Scale, context.Subject, context.Arguments.Get(Scale, 0f), initializer);
        return 0;
    }

    private static float ReadInitialBias(LayerReaderContext context, bool useBias)
    {
        float bias = context.GetNumber("InitialBias", 0, static _ => true, Descriptors.InitialValueOutOfRange, AnyFinite);
        if (useBias)
            return bias;
        if (bias != 0)
            context.Report(Descriptors.InitialBiasIgnored, "InitialBias", context.Subject, bias);
        return 0;
    }

    private static float ReadRegularization(LayerReaderContext context, string argument) =>
        context.GetNumber(argument, 0, static value => value >= 0, Descriptors.RegularizationOutOfRange, NotNegative);
}
