using System;
using System.Text;

namespace NetGen.Generator.Writing;

/// <summary>Writes indented lines that end in '\n' on every machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line() => _text.Append('\n');

    public void Line(string line) => _text.Append(' ', 4 * _depth).Append(line).Append('\n');

    /// <summary>Writes several lines, each at the current depth.</summary>
    public void Lines(string lines)
    {
        foreach (string line in lines.Split('\n'))
        {
            if (line.Length == 0)
                Line();
            else
                Line(line);
        }
    }

    /// <summary>Writes a header, if any, and an opening brace; disposing the result closes the block.</summary>
    public Scope Block(string? header = null)
    {
        if (header is not null)
            Line(header);
        Line("{");
        _depth++;
        return new Scope(this, "}");
    }

    /// <summary>Indents what follows without braces: the one statement of a loop, the rest of an expression.</summary>
    public Scope Indent(string? header)
    {
        if (header is not null)
            Line(header);
        _depth++;
        return new Scope(this, null);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Scope(SourceWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end is not null)
                writer.Line(end);
        }
    }
}
