namespace NetGen.Samples.Support;

/// <summary>A column of a table, and the numbers a network gets for one of its cells.</summary>
internal abstract record CustomerColumn(string Name)
{
    /// <summary>How many numbers a cell becomes.</summary>
    public abstract int Width { get; }

    /// <summary>Writes the numbers of a cell; those of a gap that are to be filled in later are NaN.</summary>
    /// <exception cref="FormatException">The cell holds something that the column cannot have; the message says what it can.</exception>
    public abstract void Encode(ReadOnlySpan<char> cell, Span<float> numbers);
}

/// <summary>Text of a few kinds, one-hot: 1 for the kind it is, 0 for the others. A gap is a kind of its own where gaps are allowed.</summary>
internal sealed record KindColumn(string Name, bool HasGaps, params string[] Kinds) : CustomerColumn(Name)
{
    public override int Width => Kinds.Length + (HasGaps ? 1 : 0);

    public override void Encode(ReadOnlySpan<char> cell, Span<float> numbers)
    {
        numbers.Clear();
        for (int i = 0; i < Kinds.Length; i++)
        {
            if (cell.SequenceEqual(Kinds[i]))
            {
                numbers[i] = 1;
                return;
            }
        }

        if (!HasGaps || !cell.IsEmpty)
            throw new FormatException($"expected one of {string.Join(", ", Kinds.Select(kind => $"'{kind}'"))}{(HasGaps ? " or a gap" : "")}");
        numbers[^1] = 1;
    }
}

/// <summary>A number; where gaps are allowed a second one tells whether it was missing, which may say something itself.</summary>
internal sealed record NumberColumn(string Name, bool HasGaps = false) : CustomerColumn(Name)
{
    public override int Width => HasGaps ? 2 : 1;

    public override void Encode(ReadOnlySpan<char> cell, Span<float> numbers)
    {
        numbers.Clear();
        if (HasGaps && cell.IsEmpty)
            (numbers[0], numbers[1]) = (float.NaN, 1);
        else if (!float.TryParse(cell, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out numbers[0]) || !float.IsFinite(numbers[0]))
            throw new FormatException($"expected a number{(HasGaps ? " or a gap" : "")}");
    }
}
