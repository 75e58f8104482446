using System;
using System.IO;
using Microsoft.Build.Framework;

namespace NetGen.Build;

/// <summary>
/// Writes for each file of weights a small source file that tells the generator what stands in it, so that the generator reads no files. What is wrong with
/// a file is told in it, too: the generator reports it where the file's name stands in the user's code.
/// </summary>
public sealed class ReadWeights : BuildTask
{
    /// <summary>The files, with the metadata <c>LogicalName</c> and <c>GeneratedFile</c>.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        bool succeeded = true;
        foreach (ITaskItem file in Files)
            succeeded &= Execute(file);
        return succeeded;
    }

    private bool Execute(ITaskItem file)
    {
        string target = file.GetMetadata("GeneratedFile");
        string text = WeightsSource.Of(file.ItemSpec.Replace('\\', '/'), file.GetMetadata("LogicalName"), file.GetMetadata("FullPath"));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target));
            if (File.Exists(target) && File.ReadAllText(target) == text)
                File.SetLastWriteTimeUtc(target, DateTime.UtcNow);
            else
                File.WriteAllText(target, text);
            Tell($"Read '{file.ItemSpec}'.");
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(target, exception);
        }
    }
}
