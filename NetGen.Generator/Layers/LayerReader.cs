using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Reads one kind of layer attribute.</summary>
internal abstract class LayerReader
{
    /// <summary>The attribute's name, with its namespace.</summary>
    public abstract string AttributeName { get; }

    /// <summary>The kind of layer, such as <c>Dense</c>, from which layers without a name get theirs.</summary>
    public abstract string Kind { get; }

    /// <summary>What is said of a network that ends with such a layer; null where it may.</summary>
    public virtual DiagnosticDescriptor? WhenLast => null;

    /// <summary>Reads the attribute and reports what is wrong with it; null where its sizes cannot be known.</summary>
    public abstract LayerReading? Read(LayerContext context);
}

/// <summary>A layer attribute that was read.</summary>
/// <param name="Spec">What the user said.</param>
/// <param name="OutputSize">How many numbers the layer gives.</param>
/// <param name="ParameterCount">How many parameters the layer has; 0 where its input size is open.</param>
/// <param name="Activation">The activation, which the loss of a last layer must fit.</param>
/// <param name="Trains">Whether training changes any of the layer's parameters.</param>
/// <param name="IsRandom">Whether training draws random numbers for the layer.</param>
/// <param name="Kept">How many values training keeps of each output.</param>
internal sealed record LayerReading(LayerSpec Spec, int OutputSize, long ParameterCount, ActivationKind Activation, bool Trains, bool IsRandom = false, int Kept = 1);
