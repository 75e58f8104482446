namespace NetGen.Generator.Model;

/// <summary>Which value of a network: the same in all of its passes.</summary>
internal readonly record struct ValueId(int Index);

/// <summary>Whose memory a value is in.</summary>
internal enum ValueKind
{
    /// <summary>The user's: the network's input, whose rows lie close together.</summary>
    Input,

    /// <summary>The user's: the outputs of an inference pass, whose rows lie close together.</summary>
    Output,

    /// <summary>The pass's own.</summary>
    Buffer,
}

/// <summary>
/// Some numbers a row that steps read and write: outputs of a layer (<c>h1</c>), values before its activation (<c>z1</c>), gradients with respect
/// to those (<c>d1</c>), or what a layer keeps for the way back. In memory channels come last.
/// </summary>
/// <param name="Name">Its variable in every pass of the emitted file.</param>
/// <param name="RowStride">How far apart rows, or the steps of sequences, lie; 0 for numbers that do not belong to rows.</param>
/// <param name="Fixed">How many floats it has that do not grow with rows.</param>
internal sealed record ValuePlan(ValueId Id, string Name, Shape Shape, int RowStride, ValueKind Kind, int Fixed = 0)
{
    /// <summary>How many numbers one row, or one step of a sequence, has.</summary>
    public int Size => Shape.Size;

    /// <summary>How far apart rows lie with all of their steps.</summary>
    public int RowLength => checked(RowStride * Shape.Times);

    /// <summary>How far apart pixels of a row lie: close together.</summary>
    public int PixelStride => Shape.Channels;

    /// <summary>Whether rows lie close together.</summary>
    public bool IsDense => RowStride == Size;

    /// <summary>How long it is: whole 64-byte lines, so that what lies behind it starts on one.</summary>
    public Place Length => new(RoundUp(RowLength), RoundUp(Fixed));

    /// <summary>Whole 512-bit vectors.</summary>
    public static int RoundUp(int count) => (count + MatrixPlan.Lanes - 1) / MatrixPlan.Lanes * MatrixPlan.Lanes;
}

/// <summary>A length or a distance in the memory of a pass: so many floats for every row it has room for, and so many beside them.</summary>
internal readonly record struct Place(long PerRow, long Fixed)
{
    /// <summary>The floats for a number of rows.</summary>
    public long Of(long rows) => checked(PerRow * rows + Fixed);

    public static Place operator +(Place left, Place right) => new(left.PerRow + right.PerRow, left.Fixed + right.Fixed);
}

/// <summary>A value's place in the memory of one pass.</summary>
internal sealed record PlacedValue(ValueId Value, Place Place);
