namespace NetGen.Runtime.Serialization;

/// <summary>
/// A file that is replaced as a whole. What is written goes beside it, under a name of its own, and takes its place when it is complete; a symbolic
/// link stays one, and what it points to is replaced.
/// </summary>
internal sealed class AtomicFile
{
    private readonly string _path, _subject;

    /// <param name="path">The file.</param>
    /// <param name="subject">What goes there, as a sentence begins: <c>A checkpoint</c>.</param>
    /// <exception cref="IOException">It is a folder or a device.</exception>
    public AtomicFile(string path, string subject)
    {
        _subject = subject;
        _path = Path.GetFullPath(path);
        bool isDevice = IsDeviceName(_path);
        // A link may point to one that points to a third.
        if (new FileInfo(_path).LinkTarget is not null)
            _path = File.ResolveLinkTarget(_path, returnFinalTarget: true)!.FullName;
        if (Directory.Exists(_path))
            throw new IOException($"{subject} cannot be written to '{path}': it is a folder.");
        if (isDevice || IsDevice(_path))
            throw new IOException($"{subject} cannot be written to '{path}': it is a device or a pipe, and no file.");
    }

    /// <summary>Finds out whether a file can be written there, and leaves none.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not.</exception>
    public void Try()
    {
        string temporary = Temporary();
        File.Create(temporary).Dispose();
        File.Delete(temporary);
        // Where a file that may not be written cannot be replaced, that is better known now.
        if (OperatingSystem.IsWindows() && File.Exists(_path) && File.GetAttributes(_path).HasFlag(FileAttributes.ReadOnly))
            throw new UnauthorizedAccessException($"{_subject} cannot be written to '{_path}': the file is read-only.");
    }

    /// <summary>Writes a new file and puts it in the place of the old.</summary>
    public void Replace(Action<Stream> write)
    {
        string temporary = Temporary();
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                // Who may read the old file may read the new one, and nobody else.
                if (!OperatingSystem.IsWindows() && File.Exists(_path))
                    File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(_path));
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, _path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private string Temporary() => $"{_path}.{Path.GetRandomFileName()}.part";

    // A standard output that is sent to a file still has a device's name.
    private static bool IsDeviceName(string path) => OperatingSystem.IsWindows()
        ? path.StartsWith(@"\\.\", StringComparison.Ordinal)
        : path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static bool IsDevice(string path)
    {
        if (IsDeviceName(path))
            return true;
        if (OperatingSystem.IsWindows() || !File.Exists(path))
            return false;
        // Reading and writing at once opens a pipe without waiting for the other end.
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return !file.CanSeek;
    }
}
