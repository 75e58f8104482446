using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace NetGen.Runtime.Serialization;

/// <summary>What stands before the numbers of a NumPy array: a signature, a version, and a Python dictionary of type, order and shape.</summary>
/// <param name="Type">The type of the numbers as safetensors files have it, or as NumPy does where weights cannot be of it.</param>
/// <param name="IsBigEndian">Whether the bytes of each number are the other way round.</param>
/// <param name="IsColumnMajor">Whether the first axis runs fastest.</param>
/// <param name="Shape">The sizes.</param>
/// <param name="Length">How many bytes the header has.</param>
internal sealed record NpyHeader(string Type, bool IsBigEndian, bool IsColumnMajor, ImmutableArray<long> Shape, int Length)
{
    private const int Alignment = 64, MostBytes = 1 << 20;

    private static ReadOnlySpan<byte> Signature => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header.</summary>
    /// <param name="stream">Stands behind it afterwards.</param>
    /// <param name="name">The array's name, for messages.</param>
    /// <exception cref="WeightsException">There is none.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[12];
        ReadAll(stream, start[..10], name);
        if (!start.StartsWith(Signature) || start[6] is 0 or > 3)
            throw new WeightsException(WeightsProblem.UnknownFormat, $"'{name}' is no NumPy array of version 1, 2 or 3.", name);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]), before = 10;
        if (start[6] > 1)
        {
            ReadAll(stream, start[10..], name);
            uint claimed = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
            (length, before) = ((int)Math.Min(claimed, MostBytes + 1), 12);
        }

        if (length > MostBytes)
            throw new WeightsException(WeightsProblem.HeaderTooLong, $"The header of '{name}' claims more than {MostBytes} bytes.", name);
        byte[] text = new byte[length];
        ReadAll(stream, text, name);
        return Parse(Encoding.UTF8.GetString(text), name) with { Length = before + length };
    }

    /// <summary>A header of row-major 32-bit numbers.</summary>
    public static byte[] Of(ImmutableArray<long> shape)
    {
        string sizes = shape.Length == 1 ? $"{shape[0]}," : string.Join(", ", shape.Select(static size => size.ToString(CultureInfo.InvariantCulture)));
        string text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({sizes}), }}";
        int length = (10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        byte[] header = new byte[length];
        header.AsSpan().Fill((byte)' ');
        Signature.CopyTo(header);
        (header[6], header[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), checked((ushort)(length - 10)));
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        header[^1] = (byte)'\n';
        return header;
    }

    private static NpyHeader Parse(string text, string name)
    {
        string? type = Between(text, "'descr':", "'", "'"), order = Between(text, "'fortran_order':", "", ","), sizes = Between(text, "'shape':", "(", ")");
        if (type is not { Length: >= 2 } || order?.Trim() is not ("True" or "False") || sizes is null)
            throw new WeightsException(WeightsProblem.InvalidHeader, $"The header of '{name}' does not tell a simple type, an order and a shape: {text.Trim()}", name);
        ImmutableArray<long>.Builder shape = ImmutableArray.CreateBuilder<long>(4);
        foreach (string size in sizes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(size.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                throw new WeightsException(WeightsProblem.InvalidHeader, $"The shape of '{name}' has the size '{size}'.", name);
            shape.Add(number);
        }

        string known = type[1..] switch
        {
            "f4" => TensorTypes.Float32,
            "f8" => TensorTypes.Float64,
            "f2" => TensorTypes.Float16,
            "i8" => TensorTypes.Int64,
            _ => type,
        };
        return new NpyHeader(known, type[0] == '>', order.Trim() == "True", shape.ToImmutable(), 0);
    }

    /// <summary>What stands between two marks behind a key; null where one is missing.</summary>
    private static string? Between(string text, string key, string open, string close)
    {
        int start = text.IndexOf(key, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += key.Length;
        int begin = text.IndexOf(open, start, StringComparison.Ordinal);
        if (begin < 0 || text.AsSpan(start, begin - start).Trim().Length > 0)
            return null;
        begin += open.Length;
        int end = text.IndexOf(close, begin, StringComparison.Ordinal);
        return end < 0 ? null : text[begin..end];
    }

    private static void ReadAll(Stream stream, Span<byte> bytes, string name)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new WeightsException(WeightsProblem.Truncated, $"'{name}' ends within its header.", name);
    }
}
