using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace NetGen.Tests.Support;

/// <summary>Safetensors files put together and taken apart by hand, beside the product's own code.</summary>
internal static class WeightsText
{
    /// <summary>A file of a header, not padded, and of data.</summary>
    public static byte[] File(string header, byte[] data, long? claimedLength = null)
    {
        byte[] json = Encoding.UTF8.GetBytes(header), file = new byte[8 + json.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, claimedLength ?? json.Length);
        json.CopyTo(file, 8);
        data.CopyTo(file, 8 + json.Length);
        return file;
    }

    /// <summary>A file of tensors that follow each other.</summary>
    public static byte[] File(params (string Name, string Type, int[] Shape, byte[] Data)[] tensors)
    {
        var header = new JsonObject();
        int end = 0;
        foreach ((string name, string type, int[] shape, byte[] data) in tensors)
        {
            header[name] = new JsonObject
            {
                ["dtype"] = type, ["shape"] = new JsonArray([.. shape.Select(size => (JsonNode)size)]), ["data_offsets"] = new JsonArray(end, end + data.Length),
            };
            end += data.Length;
        }

        return File(header.ToJsonString(), [.. tensors.SelectMany(tensor => tensor.Data)]);
    }

    /// <summary>The bytes of floats.</summary>
    public static byte[] Bytes(params ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values).ToArray();

    /// <summary>A file's header.</summary>
    public static JsonObject Header(byte[] file) => JsonNode.Parse(Encoding.UTF8.GetString(file, 8, HeaderLength(file)))!.AsObject();

    public static int HeaderLength(byte[] file) => (int)BinaryPrimitives.ReadInt64LittleEndian(file);

    /// <summary>A file's data.</summary>
    public static byte[] Data(byte[] file) => file[(8 + HeaderLength(file))..];

    /// <summary>The same file with another header.</summary>
    public static byte[] WithHeader(byte[] file, Action<JsonObject> change)
    {
        JsonObject header = Header(file);
        change(header);
        return File(header.ToJsonString(), Data(file));
    }

    /// <summary>A tensor's floats.</summary>
    public static float[] Floats(byte[] file, string name)
    {
        JsonArray offsets = Header(file)[name]!["data_offsets"]!.AsArray();
        return MemoryMarshal.Cast<byte, float>(Data(file).AsSpan((int)offsets[0]!..(int)offsets[1]!)).ToArray();
    }

    /// <summary>What a network writes.</summary>
    public static byte[] Save(this INeuralNetwork network, SaveOptions? options = null)
    {
        var stream = new MemoryStream();
        network.Save(stream, options);
        return stream.ToArray();
    }

    /// <summary>What a network writes, with another beginning of some names.</summary>
    public static byte[] SaveRenamed(this INeuralNetwork network, string from, string to) => WithHeader(network.Save(), header =>
    {
        foreach (string name in header.Select(static pair => pair.Key).Where(name => name.StartsWith(from, StringComparison.Ordinal)).ToList())
        {
            JsonNode? entry = header[name];
            header.Remove(name);
            header[string.Concat(to, name.AsSpan(from.Length))] = entry;
        }
    });
}
