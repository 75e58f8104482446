using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads the loss from <c>[NeuralNetwork]</c> and checks that it fits the last layer.</summary>
internal static class LossReader
{
    /// <summary>The loss, or null where it is at fault.</summary>
    public static LossSpec? Read(
        INamedTypeSymbol type, AttributeArguments arguments, LayerList? layers, CSharpCompilation compilation, DiagnosticBag diagnostics)
    {
        bool isKnown = TryRead(arguments, "Loss", type, diagnostics, out LossKind kind)
            & TryRead(arguments, "Reduction", type, diagnostics, out ReductionKind reduction);
        bool isCustom = arguments.Has("CustomLoss");
        if (!isKnown)
            return null;

        if (isCustom && kind != LossKind.None)
        {
            diagnostics.Report(Descriptors.LossAndCustomLoss, arguments.LocationOf("CustomLoss"), type.Name, kind);
            return null;
        }

        string? customType = null;
        if (isCustom && (customType = CustomLossReader.Read(type, arguments, compilation, diagnostics)) is null)
            return null;

        var loss = new LossSpec(
            kind,
            customType,
            ReadReduction(arguments, type, kind, reduction, diagnostics),
            ReadParameter(arguments, "Delta", type, kind == LossKind.Huber, "Loss.Huber", diagnostics),
            ReadParameter(arguments, "Margin", type, kind is LossKind.Hinge or LossKind.SquaredHinge, "Loss.Hinge and Loss.SquaredHinge", diagnostics));

        if (layers is not null && !loss.IsNone)
            CheckHead(type, loss, arguments, layers, diagnostics);
        return loss;
    }

    private static bool TryRead<TEnum>(AttributeArguments arguments, string name, INamedTypeSymbol type, DiagnosticBag diagnostics, out TEnum value)
        where TEnum : struct, Enum
    {
        int number = arguments.Get(name, 0);
        value = (TEnum)(object)number;
        if (Enum.IsDefined(typeof(TEnum), number))
            return true;
        diagnostics.Report(Descriptors.UnknownEnumValue, arguments.LocationOf(name), $"The network '{type.Name}'", name, number);
        return false;
    }

    private static ReductionKind ReadReduction(
        AttributeArguments arguments, INamedTypeSymbol type, LossKind kind, ReductionKind reduction, DiagnosticBag diagnostics)
    {
        if (kind is LossKind.MeanSquaredError or LossKind.MeanAbsoluteError or LossKind.Huber or LossKind.BinaryCrossEntropy)
            return reduction;
        if (reduction != ReductionKind.Mean)
        {
            diagnostics.Report(
                Descriptors.LossParameterIgnored, arguments.LocationOf("Reduction"), type.Name, "Reduction", reduction,
                "losses that are a mean over the outputs (MeanSquaredError, MeanAbsoluteError, Huber and BinaryCrossEntropy)");
        }

        return ReductionKind.Mean;
    }

    private static float ReadParameter(
        AttributeArguments arguments, string name, INamedTypeSymbol type, bool counts, string owners, DiagnosticBag diagnostics)
    {
        const float Default = 1;
        if (!arguments.Has(name))
            return Default;

        float value = arguments.Get(name, Default);
        if (float.IsNaN(value) || float.IsInfinity(value) || value <= 0)
            diagnostics.Report(Descriptors.LossParameterOutOfRange, arguments.LocationOf(name), type.Name, name, value);
        else if (!counts)
            diagnostics.Report(Descriptors.LossParameterIgnored, arguments.LocationOf(name), type.Name, name, value, owners);
        return counts ? value : Default;
    }

    private static void CheckHead(INamedTypeSymbol type, LossSpec loss, AttributeArguments arguments, LayerList layers, DiagnosticBag diagnostics)
    {
        LocationInfo? location = arguments.LocationOf(loss.CustomType is null ? "Loss" : "CustomLoss");
        if (layers.IsComplete && !layers.Layers.Any(static layer => layer.Spec!.Trains))
        {
            string count = layers.Layers.Count == 1 ? "1 layer" : $"{layers.Layers.Count} layers";
            diagnostics.Report(Descriptors.NothingToTrain, location, type.Name, count);
        }

        ReadLayer head = layers.Output;
        if (head.Spec is null or { CanBeLast: false } || RequiredHead(loss.Kind) is not { } required)
            return;

        if (layers.Head != required)
            diagnostics.Report(Descriptors.LossNeedsOtherHead, location, loss.Kind, required, head.Subject, layers.Head);
        else if (loss.Kind is LossKind.Hinge or LossKind.SquaredHinge && head.Shape is { Size: < 2 })
            diagnostics.Report(Descriptors.HingeOfOneClass, location, loss.Kind, head.Subject);
    }

    private static ActivationKind? RequiredHead(LossKind loss) => loss switch
    {
        LossKind.CrossEntropy or LossKind.KullbackLeibler => ActivationKind.Softmax,
        LossKind.BinaryCrossEntropy => ActivationKind.Sigmoid,
        LossKind.Hinge or LossKind.SquaredHinge => ActivationKind.Identity,
        _ => null,
    };
}
