using System.Buffers;
using System.Text;
using System.Text.Json;

namespace NetGen.Samples.Support;

/// <summary>A sample's figures: names and values in the order they were added, written as one flat JSON object.</summary>
internal sealed class Figures
{
    private readonly List<(string Name, object Value)> _figures = [];
    private readonly HashSet<string> _names = [];

    public void Add(string name, int value) => Append(name, value);

    public void Add(string name, float value) => Append(name, value);

    public void Add(string name, double value) => Append(name, value);

    public void Add(string name, bool value) => Append(name, value);

    public void Add(string name, string value) => Append(name, value);

    /// <summary>Adds <c>name0</c>, <c>name1</c>, …</summary>
    public void Add(string name, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
            Add($"{name}{i}", values[i]);
    }

    /// <summary>The JSON text. Numbers that JSON cannot write, NaN and infinities, become null.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            foreach ((string name, object value) in _figures)
                Write(writer, name, value);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    public void Save(string path) => File.WriteAllText(path, ToJson());

    private static void Write(Utf8JsonWriter writer, string name, object value)
    {
        switch (value)
        {
            case int number: writer.WriteNumber(name, number); break;
            case float number when float.IsFinite(number): writer.WriteNumber(name, number); break;
            case double number when double.IsFinite(number): writer.WriteNumber(name, number); break;
            case bool flag: writer.WriteBoolean(name, flag); break;
            case string text: writer.WriteString(name, text); break;
            default: writer.WriteNull(name); break;
        }
    }

    private void Append(string name, object value)
    {
        if (!_names.Add(name))
            throw new ArgumentException($"The figure '{name}' was added before.", nameof(name));
        _figures.Add((name, value));
    }
}
