namespace NetGen.Runtime.Serialization;

/// <summary>A file's tensors: what they are, and their numbers, read once from front to back.</summary>
internal abstract class WeightsSource : IDisposable
{
    /// <summary>What tensors there are.</summary>
    public abstract SafetensorsHeader Header { get; }

    /// <summary>Whether the data lies in memory and is complete, so that reading it twice gives the same and cannot fail.</summary>
    public virtual bool IsSteady => false;

    /// <summary>Opens what a file's first bytes say it is.</summary>
    /// <exception cref="WeightsException">It is no file of weights, or its header is not what the format asks for.</exception>
    public static WeightsSource Open(Stream stream)
    {
        Span<byte> start = stackalloc byte[SafetensorsSource.LengthBytes];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return NpzSource.IsStart(start[..read]) ? new NpzSource(stream, start[..read]) : new SafetensorsSource(stream, start[..read]);
    }

    /// <summary>Goes back to the first tensor, where data is steady.</summary>
    public virtual void Rewind() => throw new NotSupportedException();

    /// <summary>Goes to the first number of a tensor, which stands behind all those that were read.</summary>
    public abstract void Begin(SafetensorsEntry entry);

    /// <summary>Reads so many bytes of the tensor that was begun.</summary>
    /// <exception cref="WeightsException">There are fewer.</exception>
    public abstract void Read(Span<byte> bytes);

    /// <summary>Looks whether the file ends where it should.</summary>
    /// <exception cref="WeightsException">It does not.</exception>
    public abstract void End();

    public virtual void Dispose()
    {
    }
}
