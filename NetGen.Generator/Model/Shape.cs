using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>
/// The shape of one row of values in logical order: [n], [channels, length] or [channels, height, width].
/// How the numbers lie in memory is decided later.
/// </summary>
internal sealed record Shape(EquatableArray<int> Extents)
{
    /// <summary>How many steps of this shape a row has; 0 for a row that is no sequence.</summary>
    public int Steps { get; init; }

    /// <summary>Whether a row is a sequence of steps.</summary>
    public bool IsSequence => Steps > 0;

    /// <summary>How many times a row has this shape: once, or once a step.</summary>
    public int Times => Math.Max(Steps, 1);

    /// <summary>How many numbers one row has, all of its steps.</summary>
    public int RowSize => checked(Size * Times);

    /// <summary>How many numbers one row, or one step of a sequence, has.</summary>
    public int Size => checked((int)LongSize);

    /// <summary>How many numbers one row has, for a shape that nobody has looked at yet.</summary>
    public long LongRowSize => checked(LongSize * Times);

    /// <summary>The same for one step.</summary>
    public long LongSize => Extents.Aggregate(1L, static (product, extent) => checked(product * extent));

    /// <summary>The first extent: the units of a vector, the channels of anything else.</summary>
    public int Channels => Extents[0];

    /// <summary>How many places each channel has: 1 for a vector.</summary>
    public int Pixels => Size / Channels;

    /// <summary>Whether it is [n].</summary>
    public bool IsVector => Extents.Count == 1;

    /// <summary>Whether its numbers lie in another order in memory, where channels come last, than users see them in.</summary>
    public bool IsChannelsLast => Channels > 1 && Pixels > 1;

    /// <summary>Whether these can be the extents of a row.</summary>
    public static bool IsValid(IReadOnlyList<int> extents) =>
        extents.Count is >= 1 and <= 3
        && extents.All(static extent => extent is >= 1 and <= Limits.LayerSize)
        && extents.Aggregate(1L, static (product, extent) => Math.Min(product, Limits.RowSize + 1L) * extent) <= Limits.RowSize;

    public static Shape Of(params int[] extents) => new(new EquatableArray<int>(extents));

    /// <summary>The extents as users see them: the steps of a sequence come first.</summary>
    public IEnumerable<int> UserExtents => IsSequence ? Extents.Prepend(Steps) : Extents;

    /// <summary>As people write it: <c>[1, 28, 28]</c>, or <c>[10 steps of 3]</c>.</summary>
    public override string ToString() => IsSequence ? $"[{Steps} steps of {string.Join(" × ", Extents)}]" : $"[{string.Join(", ", Extents)}]";
}
