using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.Serialization;

/// <summary>Numbers of the types that weights may have in files, to 32 bits. 64-bit numbers are rounded; 16-bit ones fit as they are.</summary>
internal static class FloatConversion
{
    /// <summary>Converts numbers of a type that holds weights.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="bytes">Their bytes, little-endian.</param>
    /// <param name="floats">Receives them.</param>
    public static void ToFloats(string type, ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        switch (type)
        {
            case TensorTypes.Float64:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
                break;
            case TensorTypes.Float16:
                for (int i = 0; i < floats.Length; i++)
                    floats[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * sizeof(ushort))..]);
                break;
            case TensorTypes.BFloat16:
                FromBFloats(MemoryMarshal.Cast<byte, ushort>(bytes), MemoryMarshal.Cast<float, uint>(floats));
                break;
            default:
                bytes.CopyTo(MemoryMarshal.AsBytes(floats));
                break;
        }
    }

    /// <summary>The number itself, for messages.</summary>
    public static double ToDouble(string type, ReadOnlySpan<byte> bytes, int index)
    {
        if (type == TensorTypes.Float64)
            return BinaryPrimitives.ReadDoubleLittleEndian(bytes[(index * sizeof(double))..]);
        float value = 0;
        int size = TensorTypes.BitsOf(type) / 8;
        ToFloats(type, bytes.Slice(index * size, size), new Span<float>(ref value));
        return value;
    }

    // A brain float is the upper half of a float.
    private static void FromBFloats(ReadOnlySpan<ushort> halves, Span<uint> floats)
    {
        int i = 0, count = Vector<ushort>.Count;
        ref ushort from = ref MemoryMarshal.GetReference(halves);
        ref uint to = ref MemoryMarshal.GetReference(floats);
        for (; i <= halves.Length - count; i += count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref from, (nuint)i), out Vector<uint> low, out Vector<uint> high);
            Vector.ShiftLeft(low, 16).StoreUnsafe(ref to, (nuint)i);
            Vector.ShiftLeft(high, 16).StoreUnsafe(ref to, (nuint)(i + count / 2));
        }

        for (; i < halves.Length; i++)
            floats[i] = (uint)halves[i] << 16;
    }
}
