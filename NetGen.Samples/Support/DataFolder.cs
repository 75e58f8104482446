using System.CommandLine;
using Spectre.Console;

namespace NetGen.Samples.Support;

/// <summary>The <c>--data</c> and <c>--download</c> options of samples whose data does not ship.</summary>
/// <param name="Content">What the folder holds, for messages.</param>
/// <param name="Source">Where the data is found and in which format it must be.</param>
/// <param name="Files">The files.</param>
internal sealed record DataFolder(string Content, string Source, params DataFile[] Files)
{
    public Option<DirectoryInfo?> Data { get; } = SampleOptions.Folder("--data", $"The folder with {Content}. {Source}");

    public Option<bool> Download { get; } = new("--download") { Description = "Download files that the folder lacks, and check their SHA-256." };

    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Download);
    }

    /// <summary>The paths of all files, in their order, downloaded where they are missing and that is allowed.</summary>
    /// <exception cref="SampleException">No folder was given, or a file is missing.</exception>
    public string[] Locate(ParseResult arguments, SampleOutput output)
    {
        if (arguments.GetValue(Data) is not { } folder)
            throw new SampleException($"--data DIR is missing: the folder with {Content}. {Source} With --download, files that it lacks are fetched: --data DIR --download.");
        string[] paths = new string[Files.Length];
        for (int i = 0; i < Files.Length; i++)
        {
            if (Files[i].Find(folder.FullName) is { } path)
            {
                paths[i] = path;
                continue;
            }

            if (!arguments.GetValue(Download))
                throw new SampleException($"'{folder}' lacks '{Files[i].Name}'. {Source} With --download it is fetched from {Files[i].Url}.");
            output.Console.WriteLine($"Downloading {Files[i].Url}");
            paths[i] = Files[i].Download(folder.FullName, output.Cancellation);
        }

        return paths;
    }
}
