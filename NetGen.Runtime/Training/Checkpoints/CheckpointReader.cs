using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace NetGen.Runtime.Training;

/// <summary>Reads the content of a checkpoint. Whatever is asked for is compared with what is left before memory is taken for it.</summary>
internal sealed class CheckpointReader(BlockReader blocks, long length)
{
    private long _left = length;

    /// <summary>Whether all was read.</summary>
    public bool IsAtEnd => _left == 0;

    /// <summary>Reads a number.</summary>
    public T Read<T>()
        where T : unmanaged
    {
        T value = default;
        Read(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    /// <summary>Reads a number that lies within bounds.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public T Read<T>(string what, T least, T most)
        where T : unmanaged, IComparable<T>
    {
        T value = Read<T>();
        return value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new InvalidDataException($"The checkpoint is damaged: {what} is {value}, but should lie from {least} to {most}.");
    }

    /// <summary>Reads a text.</summary>
    public string ReadText()
    {
        int count = Read<int>();
        Expect(count);
        byte[] bytes = new byte[count];
        Read(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Writes a text as <see cref="ReadText"/> reads it.</summary>
    public static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    /// <summary>Reads a list, of which every item has so many bytes at least.</summary>
    public List<T> ReadList<T>(int leastBytes, Func<CheckpointReader, int, T> readItem)
    {
        int count = Read<int>();
        Expect((long)count * leastBytes);
        // An item may take more memory than it has bytes: what is not there is not made room for.
        var items = new List<T>(Math.Min(count, 16));
        for (int i = 0; i < count; i++)
            items.Add(readItem(this, i));
        return items;
    }

    /// <summary>Says that a block of so many floats comes, so that memory may be taken for it.</summary>
    /// <exception cref="InvalidDataException">There is less left.</exception>
    public void ExpectFloats(int count) => Expect((long)count * sizeof(float));

    /// <summary>Reads bytes.</summary>
    /// <exception cref="InvalidDataException">There are fewer left.</exception>
    public void Read(Span<byte> bytes)
    {
        Expect(bytes.Length);
        blocks.Read(bytes);
        _left -= bytes.Length;
        if (_left == 0)
            blocks.End();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Expect(long bytes)
    {
        if (bytes < 0 || bytes > _left)
            throw new InvalidDataException($"The checkpoint is damaged: {bytes} bytes should follow, but {_left} are left.");
    }
}
