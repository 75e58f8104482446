using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A diagnostic that compares by value: what the pipeline keeps until it is reported.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic(IEnumerable<SyntaxTree> trees) =>
        Diagnostic.Create(Descriptor, Location?.ToLocation(trees), Arguments.ToArray<object>());
}
