using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Build;

/// <summary>One tensor of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its numbers, such as <c>F32</c>.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record WeightsTensor(string Name, string Type, IReadOnlyList<long> Shape, long Begin, long End)
{
    private static readonly Dictionary<string, int> Bits = new()
    {
        ["BOOL"] = 8, ["U8"] = 8, ["I8"] = 8, ["F8_E5M2"] = 8, ["F8_E4M3"] = 8, ["F8_E8M0"] = 8, ["F4"] = 4, ["F6_E2M3"] = 6, ["F6_E3M2"] = 6, ["I16"] = 16, ["U16"] = 16,
        ["F16"] = 16, ["BF16"] = 16, ["I32"] = 32, ["U32"] = 32, ["F32"] = 32, ["C64"] = 64, ["F64"] = 64, ["I64"] = 64, ["U64"] = 64,
    };

    public long Length => End - Begin;

    /// <summary>How many numbers it has; −1 where that is more than can be.</summary>
    public long Count
    {
        get
        {
            if (Shape.Contains(0))
                return 0;
            decimal count = 1;
            foreach (long size in Shape)
            {
                if (count > long.MaxValue)
                    return -1;
                count *= size;
            }

            return count > long.MaxValue ? -1 : (long)count;
        }
    }

    /// <summary>What is wrong with it by itself; null where nothing is.</summary>
    public string? Fault
    {
        get
        {
            if (!Bits.TryGetValue(Type, out int bits))
                return $"tensor '{Name}' is of type '{Type}', which is not known";
            decimal needed = (decimal)Count * bits;
            return Count < 0 || needed % 8 != 0 || needed / 8 != Length
                ? $"tensor '{Name}' [{string.Join(", ", Shape)}] of type {Type} does not have the {Length} bytes that its offsets [{Begin}, {End}] say"
                : null;
        }
    }
}
