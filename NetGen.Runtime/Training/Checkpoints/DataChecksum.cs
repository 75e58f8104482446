using System.Runtime.InteropServices;

namespace NetGen.Runtime.Training;

/// <summary>A checksum (CRC-32C) of all that a dataset's rows hold, whether they are a view's or lie one after the other.</summary>
internal static class DataChecksum
{
    /// <summary>Returns the checksum of rows, in eight hexadecimal digits.</summary>
    public static string Of(Dataset data)
    {
        uint checksum = ~0u;
        for (int row = 0; row < data.Count; row++)
        {
            checksum = BlockWriter.Checksum(checksum, MemoryMarshal.AsBytes(data.Input(row)));
            checksum = data.HasLabels ? Checksum(checksum, data.Label(row)) : BlockWriter.Checksum(checksum, MemoryMarshal.AsBytes(data.Target(row)));
            if (data.HasWeights)
                checksum = Checksum(checksum, data.Weight(row));
        }

        return $"{~checksum:x8}";
    }

    private static uint Checksum<T>(uint checksum, T value)
        where T : unmanaged => BlockWriter.Checksum(checksum, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
}
