namespace NetGen.Generator.Model;

/// <summary>What a step does with a value.</summary>
internal enum Access
{
    /// <summary>Needs what is there.</summary>
    Read,

    /// <summary>Overwrites all of it.</summary>
    Write,

    /// <summary>Needs what is there and replaces it.</summary>
    Update,
}

/// <summary>A value and what a step does with it.</summary>
internal readonly record struct Use(ValueId Value, Access Access);

/// <summary>What a step does with a tensor.</summary>
internal enum TensorAccess
{
    /// <summary>Reads the parameters.</summary>
    Read,

    /// <summary>Adds to the gradients, which in a step of gradient descent are the parameters themselves.</summary>
    Gradient,
}

/// <summary>An argument of a call.</summary>
internal abstract record Operand;

/// <summary>A reference to a value's first row, or to a place in it.</summary>
internal sealed record ValueOperand(ValueId Value, Access Access, int Offset = 0) : Operand;

/// <summary>A reference to a tensor, or to its gradients: a constant of the file says where it starts.</summary>
internal sealed record TensorOperand(string Constant, TensorAccess Access) : Operand;

/// <summary>The reference to nothing.</summary>
internal sealed record NullOperand : Operand
{
    public static readonly NullOperand Instance = new();
}

/// <summary>A number.</summary>
internal sealed record NumberOperand(long Value) : Operand;

/// <summary>A number with a fraction.</summary>
internal sealed record FloatOperand(float Value) : Operand;

/// <summary>Yes or no.</summary>
internal sealed record FlagOperand(bool Value) : Operand;

/// <summary>A factor times the rows of the pass.</summary>
internal sealed record RowsOperand(int Factor = 1) : Operand;

/// <summary>A key of a layer's name, for random draws.</summary>
internal sealed record HashOperand(uint Value) : Operand;

/// <summary>A parameter of the pass.</summary>
internal sealed record SymbolOperand(Symbol Symbol) : Operand;

/// <summary>The parameters of passes that steps hand on.</summary>
internal enum Symbol
{
    /// <summary>Where random layers draw from.</summary>
    Key,

    /// <summary>Whether gradients are overwritten, not added to; never in a pass over one row.</summary>
    Overwrites,
}
