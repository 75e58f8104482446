using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;

namespace NetGen.Build;

/// <summary>
/// Chooses the files of weights that a project compiles: those that it names, and of those that merely lie in its folder the ones whose names its sources have,
/// so that what a program saved there is not embedded. Gives each a name in the assembly and a source file.
/// </summary>
public sealed class FindWeights : BuildTask
{
    /// <summary>Files that the project names.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Files that lie in the project's folder.</summary>
    public ITaskItem[] Candidates { get; set; } = [];

    /// <summary>The project's source files.</summary>
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>Where generated source files go.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <summary>The files that are compiled, with the metadata <c>LogicalName</c> and <c>GeneratedFile</c>.</summary>
    [Output]
    public ITaskItem[] Found { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        var given = new HashSet<string>(Files.Select(FullPath), StringComparer.Ordinal);
        ITaskItem[] candidates = Candidates.Where(candidate => given.Add(FullPath(candidate))).ToArray();
        ITaskItem[] used = candidates.Length == 0 ? candidates : Mentioned(candidates);
        var found = new List<ITaskItem>();
        foreach (ITaskItem file in Files.GroupBy(FullPath).Select(static group => group.First()).Concat(used))
        {
            string name = file.ItemSpec.Replace('\\', '/');
            file.SetMetadata("LogicalName", "NetGen/" + name);
            file.SetMetadata("GeneratedFile", Path.Combine(OutputFolder, FileName(name)));
            found.Add(file);
        }

        Found = found.ToArray();
        return true;
    }

    private static string FullPath(ITaskItem item) => item.GetMetadata("FullPath");

    private ITaskItem[] Mentioned(ITaskItem[] candidates)
    {
        var left = candidates.ToList();
        var mentioned = new List<ITaskItem>();
        foreach (ITaskItem source in Sources)
        {
            if (left.Count == 0 || !File.Exists(FullPath(source)))
                continue;
            string text = File.ReadAllText(FullPath(source));
            if (text.IndexOf("Weights", StringComparison.Ordinal) < 0)
                continue;
            foreach (ITaskItem candidate in left.Where(candidate => text.IndexOf(Path.GetFileName(FullPath(candidate)), StringComparison.Ordinal) >= 0).ToArray())
            {
                mentioned.Add(candidate);
                left.Remove(candidate);
            }
        }

        foreach (ITaskItem unused in left)
            Tell($"'{unused.ItemSpec}' is named by no source file and is not compiled.");
        return candidates.Where(mentioned.Contains).ToArray();
    }

    /// <summary>A file name that no other path has.</summary>
    private static string FileName(string path)
    {
        var hash = new ContentHash();
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(path);
        hash.Add(bytes, bytes.Length);
        string readable = new(Path.GetFileNameWithoutExtension(path).Select(static letter => letter < 128 && char.IsLetterOrDigit(letter) ? letter : '_').Take(40).ToArray());
        return $"{readable}.{hash.Text.Substring(0, 8)}.weights.g.cs";
    }
}
