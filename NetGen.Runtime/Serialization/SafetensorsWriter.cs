using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetGen.Runtime.Serialization;

/// <summary>
/// Writes a file as the format's own writer does: tensors of wide types first, those of a type by name, the header padded with spaces so that the data begins
/// at a multiple of 8 bytes.
/// </summary>
internal static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Receives it; need not seek.</param>
    /// <param name="tensors">The tensors, each of a name of its own.</param>
    /// <param name="metadata">The metadata, in this order.</param>
    public static void Write(Stream stream, IEnumerable<OutgoingTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        List<OutgoingTensor> sorted = [.. tensors
            .OrderByDescending(static tensor => TensorTypes.RankOf(tensor.Type))
            .ThenBy(static tensor => tensor.Name, Comparer<string>.Create(CompareBytes))];
        ReadOnlySpan<byte> json = Header(sorted, metadata);
        int padded = (json.Length + Alignment - 1) / Alignment * Alignment;
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, padded);
        stream.Write(length);
        stream.Write(json);
        stream.Write("        "u8[..(padded - json.Length)]);
        foreach (OutgoingTensor tensor in sorted)
            tensor.Write(stream);
    }

    private static ReadOnlySpan<byte> Header(List<OutgoingTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartObject("__metadata__"u8);
        foreach ((string key, string value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
        long end = 0;
        foreach (OutgoingTensor tensor in tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype"u8, tensor.Type);
            json.WriteStartArray("shape"u8);
            foreach (long size in tensor.Shape)
                json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets"u8);
            json.WriteNumberValue(end);
            json.WriteNumberValue(end += tensor.Length);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        if (buffer.WrittenCount > SafetensorsHeader.MostBytes - Alignment)
            throw new InvalidOperationException($"The header would have {buffer.WrittenCount} bytes, but the format allows {SafetensorsHeader.MostBytes}.");
        return buffer.WrittenSpan;
    }

    // As bytes of UTF-8 sort, which is not how .NET's strings do.
    private static int CompareBytes(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
