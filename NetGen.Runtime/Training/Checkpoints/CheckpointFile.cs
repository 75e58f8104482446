namespace NetGen.Runtime.Training;

/// <summary>
/// The frame of a checkpoint: a signature, the version, the content in blocks of a length each, a block of length 0, the length of all content
/// and its checksum (CRC-32C). Little-endian. Neither writing nor checking needs more memory than a block.
/// </summary>
internal static class CheckpointFile
{
    private const int Version = 2;

    private static ReadOnlySpan<byte> Signature => "NetGenCk"u8;

    /// <summary>Writes a checkpoint to a stream.</summary>
    public static void Write(Stream stream, Action<BinaryWriter> writeContent)
    {
        using (var header = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            header.Write(Signature);
            header.Write(Version);
        }

        using var blocks = new BlockWriter(stream);
        using var writer = new BinaryWriter(blocks);
        writeContent(writer);
        writer.Flush();
        blocks.End();
    }

    /// <summary>Checks a checkpoint from its first byte to its last and returns its content, to be read from the start.</summary>
    /// <exception cref="InvalidDataException">It is no checkpoint, one of another version, cut off, or damaged.</exception>
    public static CheckpointReader Read(Stream stream)
    {
        byte[] header = new byte[Signature.Length + sizeof(int)];
        int read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (!header.AsSpan(0, Math.Min(read, Signature.Length)).SequenceEqual(Signature))
            throw new InvalidDataException("This is no checkpoint of NetGen: it does not begin with 'NetGenCk'.");
        if (read < header.Length)
            throw new InvalidDataException("The checkpoint is cut off.");
        int version = BitConverter.ToInt32(header, Signature.Length);
        if (version != Version)
            throw new InvalidDataException($"Expected a checkpoint of version {Version}, but this is one of version {version}.");

        if (stream.CanSeek)
        {
            long start = stream.Position;
            long length = BlockReader.Check(stream, keep: null);
            long end = stream.Position;
            stream.Position = start;
            return new CheckpointReader(new BlockReader(stream, end), length);
        }

        // Content that comes but once is kept in the blocks it came in.
        var kept = new List<byte[]>();
        return new CheckpointReader(new BlockReader(kept), BlockReader.Check(stream, kept));
    }
}
