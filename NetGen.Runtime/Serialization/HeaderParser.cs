using System.Collections.Immutable;
using System.Text.Json;

namespace NetGen.Runtime.Serialization;

/// <summary>Takes a header's JSON apart. It allocates no more than the header's texts and numbers need.</summary>
internal static class HeaderParser
{
    public static (Dictionary<string, string> Metadata, List<SafetensorsEntry> Entries) Parse(ReadOnlySpan<byte> json)
    {
        var metadata = new Dictionary<string, string>();
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>();
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartObject);
        while (ReadName(ref reader) is { } name)
        {
            if (!names.Add(name))
                throw new WeightsException(WeightsProblem.Duplicate, $"The header has two tensors of the name '{name}'.", name);
            if (name == "__metadata__")
                ReadMetadata(ref reader, metadata);
            else
                entries.Add(ReadEntry(ref reader, name));
        }

        // What stands behind may be nothing but spaces.
        reader.Read();
        return (metadata, entries);
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (ReadName(ref reader) is { } key)
        {
            Expect(ref reader, JsonTokenType.String);
            if (!metadata.TryAdd(key, reader.GetString()!))
                throw Invalid($"the metadata has '{key}' twice");
        }
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        ImmutableArray<long> shape = default, offsets = default;
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dtype"u8) && type is null)
            {
                Expect(ref reader, JsonTokenType.String);
                type = reader.GetString();
            }
            else if (reader.ValueTextEquals("shape"u8) && shape.IsDefault)
            {
                shape = ReadNumbers(ref reader, name);
            }
            else if (reader.ValueTextEquals("data_offsets"u8) && offsets.IsDefault)
            {
                offsets = ReadNumbers(ref reader, name);
            }
            else
            {
                throw Invalid($"tensor '{name}' has '{reader.GetString()}', which is not known or stands there twice");
            }
        }

        if (type is null || shape.IsDefault || offsets.IsDefault || offsets is not [long begin, long end])
            throw Invalid($"tensor '{name}' should have a dtype, a shape and two data_offsets");
        return end >= begin ? new SafetensorsEntry(name, type, shape, begin, end) : throw Invalid($"tensor '{name}' ends at byte {end}, before it begins at byte {begin}");
    }

    private static ImmutableArray<long> ReadNumbers(ref Utf8JsonReader reader, string name)
    {
        ImmutableArray<long>.Builder numbers = ImmutableArray.CreateBuilder<long>(4);
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
            numbers.Add(reader.TryGetInt64(out long number) && number >= 0 ? number : throw Invalid($"a size or offset of tensor '{name}' is no whole number from 0 to 2⁶³ − 1"));
        return reader.TokenType == JsonTokenType.EndArray ? numbers.ToImmutable() : throw Invalid($"a size or offset of tensor '{name}' is no number");
    }

    private static string? ReadName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw Invalid($"at byte {reader.TokenStartIndex} something else than {type} stands");
    }

    private static WeightsException Invalid(string what) => new(WeightsProblem.InvalidHeader, $"The header is not as the format has it: {what}.");
}
