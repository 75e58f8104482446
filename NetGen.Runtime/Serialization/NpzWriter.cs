using System.IO.Compression;

namespace NetGen.Runtime.Serialization;

/// <summary>Writes tensors as <c>numpy.savez</c> does: a zip file, not compressed, of one array each. There is no place for metadata.</summary>
internal static class NpzWriter
{
    // The earliest time that zip files know: the same weights give the same file.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Stream stream, IEnumerable<OutgoingTensor> tensors)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (OutgoingTensor tensor in tensors.Where(static tensor => tensor.Type == TensorTypes.Float32))
        {
            ZipArchiveEntry file = archive.CreateEntry(tensor.Name + ".npy", CompressionLevel.NoCompression);
            file.LastWriteTime = Epoch;
            using Stream content = file.Open();
            content.Write(NpyHeader.Of(tensor.Shape));
            tensor.Write(content);
        }
    }
}
