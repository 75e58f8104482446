using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace NetGen.Runtime.Serialization.Onnx;

/// <summary>Writes a message of Protocol Buffers: numbered fields, each with a kind.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0, Delimited = 2, Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>A whole number.</summary>
    public ProtobufWriter Number(int field, long value)
    {
        Raw(((ulong)field << 3) | Varint);
        Raw((ulong)value);
        return this;
    }

    /// <summary>A float.</summary>
    public ProtobufWriter Number(int field, float value)
    {
        Raw(((ulong)field << 3) | Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
        return this;
    }

    /// <summary>A text.</summary>
    public ProtobufWriter Text(int field, string value) => Message(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within this one.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter message) => Message(field, message.Bytes);

    /// <summary>Some bytes.</summary>
    public ProtobufWriter Message(int field, ReadOnlySpan<byte> bytes)
    {
        Head(field, bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>What stands before bytes that are written elsewhere.</summary>
    public ProtobufWriter Head(int field, long length)
    {
        Raw(((ulong)field << 3) | Delimited);
        Raw((ulong)length);
        return this;
    }

    private void Raw(ulong value)
    {
        Span<byte> bytes = _bytes.GetSpan(10);
        int count = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[count++] = (byte)(value | 0x80);
        bytes[count++] = (byte)value;
        _bytes.Advance(count);
    }
}
