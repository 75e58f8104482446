using System.Collections.Immutable;
using System.Text.Json;

namespace NetGen.Runtime.Serialization;

/// <summary>What stands before the data: metadata and, in the order of their bytes, the tensors. Whatever the format forbids is refused in <see cref="Parse"/>.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The most bytes a header may have.</summary>
    public const int MostBytes = 100_000_000;

    public SafetensorsHeader(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<SafetensorsEntry> entries) => (Metadata, Entries) = (metadata, entries);

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors, in the order of their bytes: each begins where the one before ends.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>How many bytes stand behind the header.</summary>
    public long DataLength => Entries.Count == 0 ? 0 : Entries[^1].End;

    /// <summary>Reads a header.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="dataLength">How many bytes stand behind it; null where that will be seen later.</param>
    /// <exception cref="WeightsException">It is not what the format asks for.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long? dataLength)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
            throw new WeightsException(WeightsProblem.InvalidHeader, "The header does not begin with '{'.");
        try
        {
            (Dictionary<string, string> metadata, List<SafetensorsEntry> entries) = HeaderParser.Parse(json);
            Check(entries, dataLength);
            return new SafetensorsHeader(metadata, entries);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Text that is no UTF-8 is an InvalidOperationException of the reader's.
            throw new WeightsException(WeightsProblem.InvalidHeader, $"The header is no JSON as the format has it: {exception.Message}");
        }
    }

    private static void Check(List<SafetensorsEntry> entries, long? dataLength)
    {
        entries.Sort(static (left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
        long end = 0;
        string before = "the header";
        foreach (SafetensorsEntry entry in entries)
        {
            if (TensorTypes.BitsOf(entry.Type) == 0)
                throw new WeightsException(WeightsProblem.WrongType, $"Tensor '{entry.Name}' is of type '{entry.Type}', which is not known.", entry.Name);
            if (entry.ExpectedLength != entry.Length)
            {
                throw new WeightsException(
                    WeightsProblem.WrongLength, $"Tensor '{entry.Name}' {Shape(entry.Shape)} of type {entry.Type} needs {Bytes(entry.ExpectedLength)} bytes, but its offsets [{entry.Begin}, {entry.End}] have {entry.Length}.", entry.Name)
                { FoundShape = entry.Shape };
            }

            if (entry.Begin < end)
                throw new WeightsException(WeightsProblem.Overlap, $"Tensor '{entry.Name}' begins at byte {entry.Begin}, but {before} ends at byte {end}.", entry.Name);
            if (entry.Begin > end)
                throw new WeightsException(WeightsProblem.Hole, $"Tensor '{entry.Name}' begins at byte {entry.Begin}, but {before} ends at byte {end}: what lies between belongs to no tensor.", entry.Name);
            (end, before) = (entry.End, $"tensor '{entry.Name}'");
            if (end > dataLength)
                throw new WeightsException(WeightsProblem.Truncated, $"Tensor '{entry.Name}' ends at byte {end}, but only {dataLength} bytes of data are there: the file was cut off.", entry.Name);
        }

        if (end < dataLength)
            throw new WeightsException(WeightsProblem.Hole, $"The last tensor ends at byte {end}, but {dataLength} bytes of data are there: the rest belongs to no tensor.");
    }

    private static string Bytes(long count) => count < 0 ? "more than 2⁶³, or no whole number of," : count.ToString();

    private static string Shape(ImmutableArray<long> shape) => TensorInfo.ShapeText(shape.AsSpan());
}
