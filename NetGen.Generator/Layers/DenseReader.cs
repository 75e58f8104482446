using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Reads <c>[Dense]</c>.</summary>
internal sealed class DenseReader : LayerReader
{
    private const string AnyFinite = "finite";
    private const string Positive = "finite and greater than 0";
    private const string NotNegative = "finite and 0 or more";

    public override string AttributeName => "NetGen.DenseAttribute";

    public override string Kind => "Dense";

    public override LayerReading? Read(LayerContext context)
    {
        var arguments = context.Arguments;
        int units = arguments.Get("units", 0);
        var activation = context.GetEnum<ActivationKind>("activation", "Activation");
        bool useBias = arguments.Get("UseBias", true);
        var initializer = context.GetEnum<InitializerKind>("Initializer", "Initializer");

        var spec = new DenseSpec(
            context.Name,
            units,
            activation,
            ReadActivationParameter(context, activation),
            useBias,
            initializer == InitializerKind.Default ? ActivationRegistry.Get(activation).Initializer : initializer,
            ReadInitializerScale(context, initializer),
            ReadInitialBias(context, useBias),
            arguments.Get("TrainWeights", true),
            arguments.Get("TrainBiases", true),
            ReadRegularization(context, "L1"),
            ReadRegularization(context, "L2"),
            ReadRegularization(context, "MaxNorm"));

        if (units is < 1 or > Limits.LayerSize)
        {
            context.Report(Descriptors.UnitsOutOfRange, "units", context.Subject, units, Limits.LayerSize);
            return null;
        }

        if (units == 1 && activation == ActivationKind.Softmax)
            context.Report(Descriptors.SoftmaxOfOneUnit, "activation", context.Subject);

        long parameterCount = context.InputSize is { } inputs ? (inputs + (useBias ? 1L : 0L)) * units : 0;
        bool trains = spec.TrainWeights || useBias && spec.TrainBiases;
        int kept = ActivationRegistry.Get(activation).Derivative == SavedValue.PreActivation ? 2 : 1;
        return new LayerReading(spec, units, parameterCount, activation, trains, Kept: kept);
    }

    private static float ReadActivationParameter(LayerContext context, ActivationKind activation)
    {
        float slope = context.GetNumber(
            "Slope", 0.01f, static value => value is >= 0 and < 1, Descriptors.ActivationParameterOutOfRange, "0 or more and less than 1");
        float alpha = context.GetNumber("Alpha", 1, static value => value > 0, Descriptors.ActivationParameterOutOfRange, Positive);

        WarnIfIgnored("Slope", slope, ActivationKind.LeakyRelu);
        WarnIfIgnored("Alpha", alpha, ActivationKind.Elu);
        return activation switch
        {
            ActivationKind.LeakyRelu => slope,
            ActivationKind.Elu => alpha,
            _ => 0,
        };

        void WarnIfIgnored(string argument, float value, ActivationKind owner)
        {
            if (activation != owner && context.Arguments.Has(argument))
                context.Report(Descriptors.ActivationParameterIgnored, argument, context.Subject, argument, value, owner, activation);
        }
    }

    private static float ReadInitializerScale(LayerContext context, InitializerKind initializer)
    {
        const string Scale = "InitializerScale";
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

    private static float ReadInitialBias(LayerContext context, bool useBias)
    {
        float bias = context.GetNumber("InitialBias", 0, static _ => true, Descriptors.InitialValueOutOfRange, AnyFinite);
        if (useBias)
            return bias;
        if (bias != 0)
            context.Report(Descriptors.InitialBiasIgnored, "InitialBias", context.Subject, bias);
        return 0;
    }

    private static float ReadRegularization(LayerContext context, string argument) =>
        context.GetNumber(argument, 0, static value => value >= 0, Descriptors.RegularizationOutOfRange, NotNegative);
}
