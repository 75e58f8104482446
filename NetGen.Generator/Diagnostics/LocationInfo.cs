using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Diagnostics;

/// <summary>A place in a source file, by path and spans: what the pipeline may keep without keeping a syntax tree alive.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo? From(Location? location)
    {
        if (location?.SourceTree is not { } tree)
            return null;
        return new LocationInfo(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span);
    }

    /// <summary>The location in the tree of this path, or outside of any tree where the path is not that of exactly one.</summary>
    public Location ToLocation(IEnumerable<SyntaxTree> trees)
    {
        SyntaxTree? match = null;
        foreach (SyntaxTree tree in trees)
        {
            if (tree.FilePath != Path)
                continue;
            if (match is not null)
                return Location.Create(Path, Span, Lines);
            match = tree;
        }

        return match is not null && Span.End <= match.Length ? Location.Create(match, Span) : Location.Create(Path, Span, Lines);
    }
}
