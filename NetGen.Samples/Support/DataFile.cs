using System.Security.Cryptography;

namespace NetGen.Samples.Support;

/// <summary>A file a sample needs and cannot ship: its name, where it can be downloaded, and the SHA-256 of what is stored.</summary>
/// <param name="Name">The file's name within the data folder; <c>.gz</c> may follow.</param>
/// <param name="Url">Where the file, or the archive that holds it, is found.</param>
/// <param name="Sha256">The checksum of the stored file, lower-case hexadecimal.</param>
/// <param name="Convert">Makes the stored file from the downloaded one; null when they are the same.</param>
internal sealed record DataFile(string Name, string Url, string Sha256, Func<byte[], byte[]>? Convert = null)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>The file's path in a folder, compressed or not, or null when it is not there.</summary>
    public string? Find(string folder)
    {
        string plain = Path.Combine(folder, Name.EndsWith(".gz", StringComparison.Ordinal) ? Name[..^3] : Name);
        return File.Exists(plain) ? plain : File.Exists(plain + ".gz") ? plain + ".gz" : null;
    }

    /// <summary>Downloads the file, checks it and stores it.</summary>
    /// <exception cref="SampleException">There is no network, the server refuses, or the checksum differs.</exception>
    public string Download(string folder, CancellationToken cancellation)
    {
        byte[] bytes;
        try
        {
            using var client = new HttpClient { Timeout = Timeout };
            bytes = client.GetByteArrayAsync(Url, cancellation).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new SampleException($"'{Url}' cannot be downloaded: {exception.Message} Is there a network? Else put the file '{Name}' into '{folder}' by hand.");
        }

        byte[] content = Convert is null ? bytes : Convert(bytes);
        string actual = System.Convert.ToHexStringLower(SHA256.HashData(content));
        if (actual != Sha256)
            throw new SampleException($"'{Url}' is not the file it should be: expected SHA-256 {Sha256}, but got {actual}. Nothing was stored.");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, Name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
