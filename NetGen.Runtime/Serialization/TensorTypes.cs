namespace NetGen.Runtime.Serialization;

/// <summary>The types of numbers that safetensors files may hold.</summary>
internal static class TensorTypes
{
    public const string Float32 = "F32", Float64 = "F64", Float16 = "F16", BFloat16 = "BF16", Int64 = "I64";

    // By alignment, as the format's own writer counts: it writes later ones first.
    private static readonly (string Name, int Bits)[] Known =
    [
        ("BOOL", 8), ("F4", 4), ("F6_E2M3", 6), ("F6_E3M2", 6), ("U8", 8), ("I8", 8), ("F8_E5M2", 8), ("F8_E4M3", 8), ("F8_E8M0", 8), ("I16", 16), ("U16", 16),
        (Float16, 16), (BFloat16, 16), ("I32", 32), ("U32", 32), (Float32, 32), ("C64", 64), (Float64, 64), (Int64, 64), ("U64", 64),
    ];

    /// <summary>How many bits a number has; 0 for a type that is not known.</summary>
    public static int BitsOf(string type) => RankOf(type) is >= 0 and int rank ? Known[rank].Bits : 0;

    /// <summary>Where a type stands; −1 for one that is not known.</summary>
    public static int RankOf(string type) => Array.FindIndex(Known, known => known.Name == type);

    /// <summary>Whether weights can be of this type.</summary>
    public static bool HoldsWeights(string type) => type is Float32 or Float64 or Float16 or BFloat16;
}
