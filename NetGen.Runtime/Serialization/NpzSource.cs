using System.IO.Compression;

namespace NetGen.Runtime.Serialization;

/// <summary>A NumPy archive: a zip file of one array a tensor, as <c>numpy.savez</c> writes it.</summary>
internal sealed class NpzSource : WeightsSource
{
    private const string Extension = ".npy";

    private readonly ZipArchive _archive;
    private readonly Dictionary<SafetensorsEntry, ZipArchiveEntry> _files = new(ReferenceEqualityComparer.Instance);
    private NpyData? _data;

    /// <param name="stream">The stream behind <paramref name="start"/>.</param>
    /// <param name="start">The file's first bytes.</param>
    /// <exception cref="WeightsException">It is no archive of arrays.</exception>
    public NpzSource(Stream stream, ReadOnlySpan<byte> start)
    {
        // A zip file's places are counted from its first byte, and its index stands at its end.
        if (stream.CanSeek && stream.Position == start.Length)
        {
            stream.Position = 0;
        }
        else
        {
            var whole = new MemoryStream();
            whole.Write(start);
            stream.CopyTo(whole);
            whole.Position = 0;
            stream = whole;
        }

        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            Header = new SafetensorsHeader(new Dictionary<string, string>(), ReadEntries());
        }
        catch (InvalidDataException exception)
        {
            throw new WeightsException(WeightsProblem.InvalidHeader, $"The file is no zip file as the format has it, or was cut off: {exception.Message}");
        }
    }

    public override SafetensorsHeader Header { get; }

    /// <summary>Whether a file that begins so is a zip file.</summary>
    public static bool IsStart(ReadOnlySpan<byte> start) => start is [(byte)'P', (byte)'K', 3, 4, not 0, ..];

    public override void Begin(SafetensorsEntry entry)
    {
        Stream stream = _files[entry].Open();
        _data = new NpyData(stream, NpyHeader.Read(stream, entry.Name), entry);
    }

    public override void Read(Span<byte> bytes) => _data!.Read(bytes);

    public override void End()
    {
    }

    public override void Dispose() => _archive.Dispose();

    private List<SafetensorsEntry> ReadEntries()
    {
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>();
        foreach (ZipArchiveEntry file in _archive.Entries)
        {
            if (!file.FullName.EndsWith(Extension, StringComparison.Ordinal))
            {
                throw new WeightsException(WeightsProblem.UnknownFormat, file.FullName.EndsWith("data.pkl", StringComparison.Ordinal)
                    ? "This is a file of torch.save, which holds a program. Write it with safetensors.torch.save_file or numpy.savez: docs/weights.md."
                    : $"The zip file holds '{file.FullName}', which is no NumPy array.");
            }

            string name = file.FullName[..^Extension.Length];
            if (!names.Add(name))
                throw new WeightsException(WeightsProblem.Duplicate, $"The archive has two arrays of the name '{name}'.", name);
            using Stream stream = file.Open();
            NpyHeader header = NpyHeader.Read(stream, name);
            // In an archive arrays have places by number.
            var entry = new SafetensorsEntry(name, header.Type, header.Shape, entries.Count, entries.Count);
            if (TensorTypes.BitsOf(header.Type) > 0 && file.Length - header.Length != entry.ExpectedLength)
                throw new WeightsException(WeightsProblem.WrongLength, $"'{name}' {TensorInfo.ShapeText(header.Shape.AsSpan())} of type {header.Type} has {file.Length - header.Length} bytes.", name) { FoundShape = header.Shape };
            entries.Add(entry);
            _files.Add(entry, file);
        }

        return entries;
    }
}
