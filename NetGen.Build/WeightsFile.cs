using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace NetGen.Build;

/// <summary>What stands in the header of a safetensors file, and the hash of all of it. Numbers are read of small files alone.</summary>
internal sealed class WeightsFile
{
    private const int MostHeaderBytes = 100_000_000, LengthBytes = 8, PieceBytes = 1 << 16;

    private WeightsFile(string hash, List<WeightsTensor> tensors, byte[]? data) => (Hash, Tensors, Data) = (hash, tensors, data);

    public string Hash { get; }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<WeightsTensor> Tensors { get; }

    /// <summary>All that stands behind the header, of a file that is small enough to be compiled as constants.</summary>
    public byte[]? Data { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostData">Up to how many bytes data is kept.</param>
    /// <exception cref="InvalidWeightsException">It is no safetensors file, or a damaged one.</exception>
    public static WeightsFile Read(string path, int mostData)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, PieceBytes, FileOptions.SequentialScan);
        var hash = new ContentHash();
        byte[] length = new byte[LengthBytes];
        if (ReadFully(stream, length, LengthBytes) < LengthBytes)
            throw new InvalidWeightsException($"it has {stream.Length} bytes, fewer than tell a header's length");
        hash.Add(length, LengthBytes);
        ulong claimed = BitConverter.ToUInt64(length, 0);
        if (claimed > MostHeaderBytes)
            throw new InvalidWeightsException(OtherFormat(length) ?? $"its header claims {claimed} bytes, but the format allows {MostHeaderBytes}");
        if ((long)claimed > stream.Length - LengthBytes)
            throw new InvalidWeightsException($"its header claims {claimed} bytes, but only {stream.Length - LengthBytes} follow");
        byte[] header = new byte[(int)claimed];
        if (ReadFully(stream, header, header.Length) < header.Length)
            throw new InvalidWeightsException("it ends within its header");
        hash.Add(header, header.Length);
        List<WeightsTensor> tensors = Parse(header);
        Check(tensors, stream.Length - LengthBytes - header.Length);

        byte[]? data = stream.Length - stream.Position <= mostData ? new byte[(int)(stream.Length - stream.Position)] : null;
        byte[] piece = new byte[PieceBytes];
        int at = 0;
        for (int read = stream.Read(piece, 0, piece.Length); read > 0; read = stream.Read(piece, 0, piece.Length))
        {
            hash.Add(piece, read);
            if (data is null)
                continue;
            Array.Copy(piece, 0, data, at, read);
            at += read;
        }

        return new WeightsFile(hash.Text, tensors, data);
    }

    private static List<WeightsTensor> Parse(byte[] header)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(header);
        }
        catch (ArgumentException)
        {
            throw new InvalidWeightsException("its header is no UTF-8");
        }

        var json = new JsonText(text);
        var tensors = new List<WeightsTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        ReadObject(json, name =>
        {
            if (!names.Add(name))
                throw new InvalidWeightsException($"its header has '{name}' twice");
            if (name.Any(char.IsControl))
                throw new InvalidWeightsException($"a tensor's name has a control character: '{new string(name.Where(static letter => !char.IsControl(letter)).ToArray())}'");
            if (name == "__metadata__")
                ReadObject(json, _ => json.ReadText());
            else
                tensors.Add(ReadTensor(json, name));
        });
        return json.IsAtEnd ? tensors : throw new InvalidWeightsException("something stands behind its header's last brace");
    }

    private static WeightsTensor ReadTensor(JsonText json, string name)
    {
        string? type = null;
        List<long>? shape = null, offsets = null;
        ReadObject(json, member =>
        {
            if (member == "dtype" && type is null)
                type = json.ReadText();
            else if (member == "shape" && shape is null)
                shape = ReadNumbers(json);
            else if (member == "data_offsets" && offsets is null)
                offsets = ReadNumbers(json);
            else
                throw new InvalidWeightsException($"tensor '{name}' has '{member}', which is not known or stands there twice");
        });
        return type is not null && shape is not null && offsets is { Count: 2 } && offsets[1] >= offsets[0]
            ? new WeightsTensor(name, type, shape, offsets[0], offsets[1])
            : throw new InvalidWeightsException($"tensor '{name}' should have a dtype, a shape and two data_offsets");
    }

    private static void ReadObject(JsonText json, Action<string> readMember)
    {
        json.Expect('{');
        if (json.Take('}'))
            return;
        do
        {
            string name = json.ReadText();
            json.Expect(':');
            readMember(name);
        }
        while (json.Take(','));
        json.Expect('}');
    }

    private static List<long> ReadNumbers(JsonText json)
    {
        var numbers = new List<long>();
        json.Expect('[');
        if (json.Take(']'))
            return numbers;
        do
            numbers.Add(json.ReadNumber());
        while (json.Take(','));
        json.Expect(']');
        return numbers;
    }

    private static void Check(List<WeightsTensor> tensors, long dataLength)
    {
        tensors.Sort(static (left, right) => left.Begin != right.Begin ? left.Begin.CompareTo(right.Begin) : left.End.CompareTo(right.End));
        long end = 0;
        foreach (WeightsTensor tensor in tensors)
        {
            if (tensor.Fault is { } fault)
                throw new InvalidWeightsException(fault);
            if (tensor.Begin != end)
                throw new InvalidWeightsException($"tensor '{tensor.Name}' begins at byte {tensor.Begin}, but what is before it ends at byte {end}");
            end = tensor.End;
        }

        if (end != dataLength)
            throw new InvalidWeightsException($"its tensors need {end} bytes, but {dataLength} are there{(end > dataLength ? ": it was cut off" : "")}");
    }

    private static string? OtherFormat(byte[] start)
    {
        if (start[0] == 'P' && start[1] == 'K')
            return "it is a ZIP archive, such as torch.save and numpy.savez write: save it with safetensors.torch.save_file(model.state_dict(), path)";
        if (start[0] == 0x80 && start[1] is >= 2 and <= 5)
            return "it is a pickle: save it with safetensors.torch.save_file(model.state_dict(), path)";
        return start.Take(4).SequenceEqual(new byte[] { (byte)'v', (byte)'e', (byte)'r', (byte)'s' }) ? "it is a pointer of Git LFS, and not the file itself: run 'git lfs pull'" : null;
    }

    private static int ReadFully(Stream stream, byte[] bytes, int count)
    {
        int at = 0;
        while (at < count && stream.Read(bytes, at, count - at) is > 0 and int read)
            at += read;
        return at;
    }
}
