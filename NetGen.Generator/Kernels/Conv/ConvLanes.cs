using System;
using System.Collections.Generic;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Conv;

/// <summary>The vectors that a kernel's channels fill exactly: the last one begins early and overlaps the one before, so that nothing is read or written past a pixel's end.</summary>
/// <param name="Simd">The vectors; null for single numbers.</param>
/// <param name="Vectors">How many of them a kernel sums at once.</param>
/// <param name="Channels">How many channels there are.</param>
internal sealed record ConvLanes(Simd? Simd, int Vectors, int Channels)
{
    public string Type => Simd?.Type ?? "float";

    public bool IsPortable => Simd is { IsPortable: true };

    private string Width => Simd?.Width ?? "1";

    private string Step => Vectors == 1 ? Width : Simd!.Step(Vectors);

    /// <summary>Whether all channels are whole steps at every width the text may run at.</summary>
    public bool IsWhole => Channels % ((Simd is null ? 1 : IsPortable ? 8 : Simd == Simd.Small ? 4 : 16) * Vectors) == 0;

    /// <summary>Whether one step takes all channels.</summary>
    public bool IsOneStep => !IsPortable && Channels.ToString() == Step;

    /// <summary>The same block for every vector that may be had, in an order that the machine decides.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="channels">How many channels there are.</param>
    /// <param name="mayPair">Whether two vectors may be summed at once.</param>
    /// <param name="block">Writes one of them.</param>
    public static void Write(SourceWriter writer, int channels, bool mayPair, Action<ConvLanes> block)
    {
        if (channels < 8)
        {
            block(new ConvLanes(channels < 4 ? null : Simd.Small, 1, channels));
            return;
        }

        MatrixText.Twins(writer, channels >= 16, simd => block(new ConvLanes(simd, mayPair && channels % (simd.IsPortable ? 16 : 32) == 0 ? 2 : 1, channels)), isLast: false);
    }

    /// <summary>The loop over windows of channels: <c>n</c> is where one begins, and <c>m</c> where what it must add begins. Null, with n = 0 known, where there is one.</summary>
    public SourceWriter.Scope? Windows(SourceWriter writer)
    {
        if (IsOneStep)
            return null;
        if (IsWhole)
            return writer.Block(Simd is null ? $"for (nuint n = 0; n < {Channels}; n++)" : $"for (nuint n = 0; n < {Channels}; n += {Step})");
        SourceWriter.Scope scope = writer.Block($"for (nuint m = 0; m < {Channels}; m += {Step})");
        writer.Line($"nuint n = Math.Min(m, {Channels} - {Step});");
        return scope;
    }

    /// <summary>Where a window begins, as a term of an index.</summary>
    public (string Symbol, int Factor) Window => IsOneStep ? ("", 0) : ("n", 1);

    public string Load(string from, int index) => Simd is null ? MatrixText.Element(from, index.ToString()) : Simd.Load(from, index.ToString());

    /// <summary>One of the vectors of a window at an index.</summary>
    public string Load(string from, int index, int vector) => vector == 0 ? Load(from, index) : Simd!.Load(from, index == 0 ? Simd.Step(vector) : $"{index} + {Simd.Step(vector)}");

    public string Broadcast(string value) => Simd?.Broadcast(value) ?? value;

    public string MultiplyAdd(string left, string right, string addend) => Simd?.MultiplyAdd(left, right, addend) ?? $"float.MultiplyAddEstimate({left}, {right}, {addend})";

    public string Store(string value, string to, int index, int vector)
    {
        if (Simd is null)
            return $"{MatrixText.Element(to, index.ToString())} = {value};";
        string place = vector == 0 ? index.ToString() : index == 0 ? Simd.Step(vector) : $"{index} + {Simd.Step(vector)}";
        return MatrixText.Store(value, to, place);
    }

    /// <summary>Adds a sum to gradients; of an overlapping window what is new.</summary>
    public string Put(string sum, string to, int index, int vector)
    {
        string place = vector == 0 ? index.ToString() : index == 0 ? Simd!.Step(vector) : $"{index} + {Simd!.Step(vector)}";
        return Simd is null
            ? $"Lanes.Put({sum}, ref {MatrixText.Element(to, place)}, overwrites);"
            : $"Lanes.Put({sum}, {(IsWhole ? "" : "m - n, ")}ref {to}, {place}, overwrites);";
    }

    /// <summary>The name of a sum.</summary>
    public string Sum(int i, int vector) => Vectors == 1 ? $"s{i}" : $"s{i}{(char)('a' + vector)}";

    public IEnumerable<(int I, int Vector)> Sums(int count)
    {
        for (int i = 0; i < count; i++)
        {
            for (int vector = 0; vector < Vectors; vector++)
                yield return (i, vector);
        }
    }

    /// <summary>How many pixels a forward kernel sums at once: as many as there are registers for, beside a weight and an input.</summary>
    public int Pixels => Simd is null ? 8 : IsPortable ? (Vectors == 2 ? 6 : 11) : Simd == Simd.Small ? 8 : Vectors == 2 ? 12 : 14;

    /// <summary>How many inputs a kernel of gradients sums at once.</summary>
    public int Inputs => Simd is null ? 8 : IsPortable ? (Vectors == 2 ? 5 : 8) : Simd == Simd.Small ? 10 : Vectors == 2 ? 10 : 16;

    /// <summary>The value to store for a sum.</summary>
    public static string Activate(ActivationPlan activation, string sum) => ActivationText.Value(activation, sum);
}
