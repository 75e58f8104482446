using System.Numerics;

namespace NetGen.Runtime.Training;

/// <summary>The frame of a checkpoint: a signature, the version, the length, the content, and a checksum (CRC-32C) of the content. Little-endian.</summary>
internal static class CheckpointFile
{
    private const int Version = 1;

    private static ReadOnlySpan<byte> Signature => "NetGenCk"u8;

    /// <summary>Writes a checkpoint to a stream.</summary>
    public static void Write(Stream stream, Action<BinaryWriter> writeContent)
    {
        using var content = new MemoryStream();
        using var contentWriter = new BinaryWriter(content);
        writeContent(contentWriter);
        contentWriter.Flush();
        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Signature);
        writer.Write(Version);
        writer.Write(bytes.Length);
        writer.Write(bytes);
        writer.Write(Checksum(bytes));
    }

    /// <summary>Writes a checkpoint to a file, which is replaced only when the new one is complete.</summary>
    public static void Save(string path, Action<BinaryWriter> writeContent)
    {
        string temporary = path + ".part";
        using (FileStream file = File.Create(temporary))
        {
            Write(file, writeContent);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads the content of a checkpoint.</summary>
    /// <exception cref="InvalidDataException">It is no checkpoint, one of another version, cut off, or damaged.</exception>
    public static BinaryReader Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        try
        {
            if (!reader.ReadBytes(Signature.Length).AsSpan().SequenceEqual(Signature))
                throw new InvalidDataException("This is no checkpoint of NetGen: it does not begin with 'NetGenCk'.");
            int version = reader.ReadInt32();
            if (version != Version)
                throw new InvalidDataException($"Expected a checkpoint of version {Version}, but this is one of version {version}.");
            int length = reader.ReadInt32();
            if (length < 0)
                throw new InvalidDataException($"The checkpoint is damaged: it claims a length of {length}.");
            byte[] bytes = reader.ReadBytes(length);
            if (bytes.Length < length)
                throw new EndOfStreamException();
            uint expected = reader.ReadUInt32(), actual = Checksum(bytes);
            if (expected != actual)
                throw new InvalidDataException($"The checkpoint is damaged: its checksum is {actual:x8}, but should be {expected:x8}.");
            return new BinaryReader(new MemoryStream(bytes));
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("The checkpoint is cut off.");
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~0u;
        foreach (byte value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
