using System;
using System.Globalization;

namespace NetGen.Build;

/// <summary>
/// A file's hash, 64 bits: eight bytes at a time are mixed in and multiplied. It tells a file from another one, not from a forgery. The runtime has the same
/// (<c>ContentHash</c> there), and a test holds both together.
/// </summary>
internal sealed class ContentHash
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    private readonly byte[] _rest = new byte[8];
    private ulong _hash = 0xCBF29CE484222325;
    private long _length;

    /// <summary>The hash as 16 hexadecimal digits.</summary>
    public string Text
    {
        get
        {
            ulong hash = _hash;
            int rest = (int)(_length & 7);
            if (rest > 0)
            {
                Array.Clear(_rest, rest, 8 - rest);
                hash = Mix(hash, BitConverter.ToUInt64(_rest, 0));
            }

            return Mix(hash, (ulong)_length).ToString("x16", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Goes on with more bytes.</summary>
    public void Add(byte[] bytes, int count)
    {
        int at = 0;
        for (; at < count && (_length & 7) != 0; at++)
            AddByte(bytes[at]);
        for (; at + 8 <= count; at += 8)
        {
            _hash = Mix(_hash, BitConverter.ToUInt64(bytes, at));
            _length += 8;
        }

        for (; at < count; at++)
            AddByte(bytes[at]);
    }

    private void AddByte(byte value)
    {
        _rest[(int)(_length & 7)] = value;
        if ((++_length & 7) == 0)
            _hash = Mix(_hash, BitConverter.ToUInt64(_rest, 0));
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * Prime;
        return hash ^ (hash >> 32);
    }
}
