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
        var info = new DiagnosticInfo(descriptor, location, new EquatableArray<string>(Array.ConvertAll(arguments, Format)));

        // An argument that stands for both axes of a window is wrong once.
        if (!_items.Contains(info))
            _items.Add(info);
    }

    public EquatableArray<DiagnosticInfo> ToArray() => new(_items);

    private static string Format(object argument) => argument switch
    {
        int or long => ((IFormattable)argument).ToString("N0", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => argument.ToString() ?? "",
    };
}
