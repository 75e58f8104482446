using System.Diagnostics.CodeAnalysis;
using NetGen.Runtime.Serialization;

namespace NetGen;

/// <summary>
/// Keeps networks in files: safetensors, with PyTorch's names and shapes, so that <c>safetensors.torch.load_file</c> reads what is saved here and what
/// <c>save_file(model.state_dict())</c> writes is read here; or NumPy's archives. Whatever the layout in memory is, files are the same.
/// </summary>
public static class NetworkFiles
{
    /// <summary>Writes all weights and statistics to a file. It is written beside the old one and takes its place when it is complete.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What is written beside weights.</param>
    /// <exception cref="IOException">The file cannot be written; an old one is left as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Save(this INeuralNetwork network, string path, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= SaveOptions.Default;
        if (options.Format is null && path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
            options = options with { Format = WeightsFormat.NumPy };
        new AtomicFile(path, "Weights").Replace(stream => NetworkWriter.Write(network, stream, options));
    }

    /// <summary>Writes all weights and statistics to a stream, which need not seek and stays open.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Receives the file.</param>
    /// <param name="options">What is written beside weights.</param>
    public static void Save(this INeuralNetwork network, Stream stream, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        NetworkWriter.Write(network, stream, options ?? SaveOptions.Default);
    }

    /// <summary>Reads all weights and statistics from a file. The network takes all of them or, when this throws, none.</summary>
    /// <param name="network">The network; nothing else may use it meanwhile.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What may differ; when not given, the file must have every tensor by its name, and no other.</param>
    /// <exception cref="WeightsException">The file is damaged or does not fit; the message names the tensor, what was expected and what was found.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load(this INeuralNetwork network, string path, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            // Pieces are large enough without a buffer; and whoever replaces the file meanwhile is not kept from it.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
            NetworkReader.Read(network, stream, options ?? LoadOptions.Default);
        }
        catch (WeightsException exception)
        {
            throw exception.In(path);
        }
    }

    /// <summary>Reads all weights and statistics from a stream, which need not seek, from where it stands to its end; it stays open.</summary>
    /// <param name="network">The network; nothing else may use it meanwhile.</param>
    /// <param name="stream">The file.</param>
    /// <param name="options">What may differ; when not given, the file must have every tensor by its name, and no other.</param>
    /// <exception cref="WeightsException">The file is damaged or does not fit; the message names the tensor, what was expected and what was found.</exception>
    public static void Load(this INeuralNetwork network, Stream stream, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        NetworkReader.Read(network, stream, options ?? LoadOptions.Default);
    }

    /// <summary>Reads all weights and statistics from a file's bytes. Nothing is allocated but for the header.</summary>
    /// <param name="network">The network; nothing else may use it meanwhile.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="options">What may differ; when not given, the file must have every tensor by its name, and no other.</param>
    /// <exception cref="WeightsException">The file is damaged or does not fit; the message names the tensor, what was expected and what was found.</exception>
    public static unsafe void LoadFrom(this INeuralNetwork network, ReadOnlySpan<byte> file, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        fixed (byte* bytes = file)
        {
            byte none = 0;
            using var stream = new UnmanagedMemoryStream(bytes is null ? &none : bytes, file.Length);
            NetworkReader.Read(network, stream, options ?? LoadOptions.Default);
        }
    }

    /// <summary>Reads all weights and statistics from a file, or says why not.</summary>
    /// <param name="network">The network; nothing else may use it meanwhile.</param>
    /// <param name="path">The file.</param>
    /// <param name="error">Why the network is as it was; null where it has the file's weights.</param>
    /// <returns>Whether the network has the file's weights.</returns>
    public static bool TryLoad(this INeuralNetwork network, string path, [NotNullWhen(false)] out string? error) => TryLoad(network, path, null, out error);

    /// <summary>Reads all weights and statistics from a file, or says why not.</summary>
    /// <param name="network">The network; nothing else may use it meanwhile.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What may differ; null as when not given.</param>
    /// <param name="error">Why the network is as it was; null where it has the file's weights.</param>
    /// <returns>Whether the network has the file's weights.</returns>
    public static bool TryLoad(this INeuralNetwork network, string path, LoadOptions? options, [NotNullWhen(false)] out string? error)
    {
        error = ErrorOf(() => Load(network, path, options));
        return error is null;
    }

    /// <summary>Reads all weights and statistics from a stream, from where it stands to its end, or says why not.</summary>
    /// <param name="network">The network; nothing else may use it meanwhile.</param>
    /// <param name="stream">The file.</param>
    /// <param name="error">Why the network is as it was; null where it has the file's weights.</param>
    /// <returns>Whether the network has the file's weights.</returns>
    public static bool TryLoad(this INeuralNetwork network, Stream stream, [NotNullWhen(false)] out string? error) => TryLoad(network, stream, null, out error);

    /// <summary>Reads all weights and statistics from a stream, from where it stands to its end, or says why not.</summary>
    /// <param name="network">The network; nothing else may use it meanwhile.</param>
    /// <param name="stream">The file.</param>
    /// <param name="options">What may differ; null as when not given.</param>
    /// <param name="error">Why the network is as it was; null where it has the file's weights.</param>
    /// <returns>Whether the network has the file's weights.</returns>
    public static bool TryLoad(this INeuralNetwork network, Stream stream, LoadOptions? options, [NotNullWhen(false)] out string? error)
    {
        error = ErrorOf(() => Load(network, stream, options));
        return error is null;
    }

    private static string? ErrorOf(Action load)
    {
        try
        {
            load();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return exception.Message;
        }
    }
}
