using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Collects what is found wrong with one network.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<DiagnosticInfo> _items = [];

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, LocationInfo? location, params object[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _items.Add(new DiagnosticInfo(descriptor, location, new EquatableArray<string>(Array.ConvertAll(arguments, Format))));
    }

    public EquatableArray<DiagnosticInfo> ToArray() => new(_items);

    private static string Format(object argument) => argument switch
    {
        int or long => ((IFormattable)argument).ToString("N0", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => argument.ToString() ?? "",
    };
}
