using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Layers;

/// <summary>Where a kind says that it cannot read the shapes it is given: at an argument of its attribute.</summary>
/// <param name="Arguments">The attribute.</param>
/// <param name="Subject">How messages name the layer.</param>
/// <param name="Inputs">The layers it reads, as the attribute names them.</param>
/// <param name="Diagnostics">Receives what is wrong.</param>
internal sealed record ShapeReport(AttributeArguments Arguments, string Subject, IReadOnlyList<LayerInput> Inputs, DiagnosticBag Diagnostics)
{
    /// <summary>Reports at an argument.</summary>
    public void Report(DiagnosticDescriptor descriptor, string argument, params object[] messageArguments) =>
        Diagnostics.Report(descriptor, Arguments.LocationOf(argument), messageArguments);

    /// <summary>Reports at the place where the layer names one of its inputs; at the attribute where it reads the one before without a word.</summary>
    public void ReportInput(DiagnosticDescriptor descriptor, int input, params object[] messageArguments) =>
        Diagnostics.Report(descriptor, Arguments.LocationOf(Inputs[input].Argument, Inputs[input].Element), messageArguments);
}
