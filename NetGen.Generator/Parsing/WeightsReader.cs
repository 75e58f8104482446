using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads <c>[Weights]</c> on networks, and what the build step says of the project's files of weights.</summary>
internal static class WeightsReader
{
    public const string AttributeName = "NetGen.WeightsAttribute", FileAttributeName = "NetGen.Runtime.WeightsFileAttribute";

    /// <summary>What a network asks for and where; null where it asks for none, or the compiler complains of it.</summary>
    public static (WeightsRequest Request, LocationInfo? Location)? Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName) is not { } attribute)
            return null;
        var arguments = new AttributeArguments(attribute, cancellation);
        if (arguments.IsIncomplete)
            return null;
        return (new WeightsRequest(arguments.Get("file", ""), arguments.Get("ByOrder", false), arguments.Get("Prefix", "")), arguments.LocationOf("file"));
    }

    /// <summary>Whether a node may have what the build step wrote.</summary>
    public static bool IsCandidate(SyntaxNode node) => node is CompilationUnitSyntax;

    /// <summary>The files that one source file tells of.</summary>
    public static EquatableArray<WeightsFileSpec> ReadFiles(GeneratorAttributeSyntaxContext source) =>
        new(source.Attributes.Where(static attribute => attribute.ConstructorArguments.Length == 6 && attribute.ConstructorArguments.All(static argument => argument.Value is string)).Select(static attribute =>
        {
            string[] texts = attribute.ConstructorArguments.Select(static argument => (string)argument.Value!).ToArray();
            return new WeightsFileSpec(texts[0], texts[1], texts[2], new EquatableArray<WeightsEntry>(Entries(texts[3])), texts[4], texts[5]);
        }));

    private static IEnumerable<WeightsEntry> Entries(string lines)
    {
        foreach (string line in lines.Split(['\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            // The name is last: it may have spaces.
            string[] parts = line.Split([' '], 5);
            if (parts.Length < 5)
                continue;
            var shape = parts[1].Trim('[', ']').Split([','], StringSplitOptions.RemoveEmptyEntries).Select(Number);
            yield return new WeightsEntry(parts[4], parts[0], new EquatableArray<long>(shape), Number(parts[2]), Number(parts[3]));
        }
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;
}
