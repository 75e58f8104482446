using System;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Layers;

/// <summary>What a kind reads a layer from: the attribute, the layer's number and name, and where to say what is wrong.</summary>
/// <param name="Arguments">The attribute.</param>
/// <param name="Number">The layer's number, from 1.</param>
/// <param name="Name">The layer's name, given or by default.</param>
/// <param name="Diagnostics">Receives what is wrong.</param>
internal sealed record LayerReaderContext(AttributeArguments Arguments, int Number, string Name, DiagnosticBag Diagnostics)
{
    /// <summary>How messages name the layer.</summary>
    public string Subject => $"Layer {Number} '{Name}'";

    public void Report(DiagnosticDescriptor descriptor, string argument, params object[] messageArguments) =>
        Diagnostics.Report(descriptor, Arguments.LocationOf(argument), messageArguments);

    /// <summary>Reads an enumeration of the vocabulary; a value that is no member of it is reported and read as the first.</summary>
    public TEnum GetEnum<TEnum>(string argument, string enumName)
        where TEnum : struct, Enum
    {
        int value = Arguments.Get(argument, 0);
        if (Enum.IsDefined(typeof(TEnum), value))
            return (TEnum)(object)value;
        Report(Descriptors.UnknownEnumValue, argument, Subject, enumName, value);
        return default;
    }

    /// <summary>Reads a number that must be finite and fulfil a condition; one that does not is reported and read as the fallback.</summary>
    public float GetNumber(string argument, float fallback, Func<float, bool> isValid, DiagnosticDescriptor descriptor, string expectation)
    {
        float value = Arguments.Get(argument, fallback);
        if (!float.IsNaN(value) && !float.IsInfinity(value) && isValid(value))
            return value;
        Report(descriptor, argument, Subject, argument, value, expectation);
        return fallback;
    }
}
