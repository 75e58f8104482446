using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;
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
        bool evaluatesItself = true;
        if (isCustom && (customType = CustomLossReader.Read(type, arguments, compilation, diagnostics, out evaluatesItself)) is null)
            return null;

        var loss = new LossSpec(
            kind,
            customType,
            ReadReduction(arguments, type, kind, reduction, diagnostics),
            ReadParameter(arguments, LossParameter.Delta, type, kind, diagnostics),
            ReadParameter(arguments, LossParameter.Margin, type, kind, diagnostics),
            evaluatesItself);

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
        if (LossKinds.Get(kind).IsMean)
            return reduction;
        if (reduction != ReductionKind.Mean)
        {
            diagnostics.Report(
                Descriptors.LossParameterIgnored, arguments.LocationOf("Reduction"), type.Name, "Reduction", reduction,
                $"losses that are a mean over the outputs ({Names(static loss => loss.IsMean, "")})");
        }

        return ReductionKind.Mean;
    }

    private static float ReadParameter(
        AttributeArguments arguments, LossParameter parameter, INamedTypeSymbol type, LossKind kind, DiagnosticBag diagnostics)
    {
        const float Default = 1;
        string name = parameter.ToString();
        if (!arguments.Has(name))
            return Default;

        float value = arguments.Get(name, Default);
        if (float.IsNaN(value) || float.IsInfinity(value) || value <= 0)
            diagnostics.Report(Descriptors.LossParameterOutOfRange, arguments.LocationOf(name), type.Name, name, value);
        bool counts = LossKinds.Get(kind).Parameter == parameter;
        if (!counts && value > 0 && !float.IsInfinity(value))
            diagnostics.Report(Descriptors.LossParameterIgnored, arguments.LocationOf(name), type.Name, name, value, Names(loss => loss.Parameter == parameter, "Loss."));
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
        LossInfo info = LossKinds.Get(loss.Kind);
        if (head.Spec is null or { CanBeLast: false } || info.Head is not { } required)
            return;

        // Softmax of one unit is at fault whatever the loss is, and said by the layer.
        bool isSingle = head.Shape is { LongSize: 1 };
        if (isSingle && layers.Head == ActivationKind.Softmax)
            return;
        if (layers.Head != required)
        {
            bool needsMore = isSingle && (required == ActivationKind.Softmax || info.FewestOutputs > 1);
            diagnostics.Report(
                Descriptors.LossNeedsOtherHead, location, loss.Kind, required, head.Subject, layers.Head, needsMore ? " and 2 units or more" : "", LossKinds.Of(layers.Head));
        }
        else if (head.Shape is { } shape && shape.LongSize < info.FewestOutputs)
        {
            diagnostics.Report(Descriptors.HingeOfOneClass, location, loss.Kind, head.Subject);
        }
        else if (info.HasClassTargets && head.Shape is { } shaped && (shaped.IsSequence || !shaped.IsVector))
        {
            diagnostics.Report(Descriptors.LossNeedsVector, location, loss.Kind, head.Subject, shaped);
        }
    }

    /// <summary>The losses that have a property, as a sentence lists them.</summary>
    private static string Names(Func<LossInfo, bool> has, string prefix)
    {
        string[] names = [.. LossKinds.All.Values.Where(has).Select(loss => prefix + loss.Kind)];
        return names.Length == 1 ? names[0] : string.Join(", ", names.Take(names.Length - 1)) + " and " + names[names.Length - 1];
    }
}
