using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace NetGen.Samples.Support;

/// <summary>Writes pixels as a PNG file: 8-bit RGB, one zlib stream, no filter.</summary>
internal sealed class PngImage(int width, int height)
{
    private const uint CrcPolynomial = 0xEDB88320;
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    // Each row starts with its filter type, 0.
    private readonly byte[] _rows = new byte[height * (1 + 3 * width)];

    public int Width => width;

    public int Height => height;

    public void Set(int x, int y, (byte Red, byte Green, byte Blue) color)
    {
        int start = y * (1 + 3 * width) + 1 + 3 * x;
        _rows[start] = color.Red;
        _rows[start + 1] = color.Green;
        _rows[start + 2] = color.Blue;
    }

    public void Save(string path)
    {
        using FileStream file = File.Create(path);
        file.Write(Signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits a channel
        header[9] = 2; // RGB
        WriteChunk(file, "IHDR", header);
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(_rows);
        WriteChunk(file, "IDAT", compressed.ToArray());
        WriteChunk(file, "IEND", []);
    }

    private static void WriteChunk(Stream file, string type, byte[] data)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ CrcPolynomial : crc >> 1;
        }

        return ~crc;
    }
}
