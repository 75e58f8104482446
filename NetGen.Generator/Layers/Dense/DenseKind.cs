using System;
using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary><c>[Dense]</c>: every output is a weighted sum of all inputs.</summary>
internal sealed class DenseKind : ILayerKind
{
    private const string AnyFinite = "finite";
    private const string Positive = "finite and greater than 0";
    private const string NotNegative = "finite and 0 or more";

    public string AttributeName => "NetGen.DenseAttribute";

    public string Name => "Dense";

    public Type SpecType => typeof(DenseSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec? Read(LayerReaderContext context)
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
        return spec with { Kept = ActivationRegistry.Get(activation).Derivative == SavedValue.PreActivation ? 2 : 1 };
    }

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => Shape.Of(((DenseSpec)spec).Units);

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => DenseLowering.Lower((DenseSpec)spec, context);

    public void Forward(LayerPlan layer, Flow flow) => DenseLowering.Forward((MatrixPlan)layer.Kernels[0], flow);

    public void Backward(LayerPlan layer, Flow flow) => DenseLowering.Backward((MatrixPlan)layer.Kernels[0], flow);

    public void Write(KernelPlan kernel, SourceWriter writer) => MatrixWriter.Write((MatrixPlan)kernel, writer);

    private static float ReadActivationParameter(LayerReaderContext context, ActivationKind activation)
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

    private static float ReadInitializerScale(LayerReaderContext context, InitializerKind initializer)
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
