using NetGen.Tests.Support;

namespace NetGen.Tests.Packaging;

/// <summary>A folder with the package as <c>dotnet pack</c> makes it, and fresh projects of users who know no more than that folder.</summary>
public sealed class PackageFeed : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-package-").FullName;

    /// <summary>Packs the runtime's project, under a version that no cache has.</summary>
    public PackageFeed()
    {
        Version = "0.0.1-test" + Guid.NewGuid().ToString("N")[..12];
        PackOutput = DotnetCommand.Run(ProjectFolders.Repository, "pack", "NetGen.Runtime", "-c", "Release", "-o", _folder, "-p:PackageVersion=" + Version);
        string caches = DotnetCommand.Run(_folder, "nuget", "locals", "global-packages", "--list");
        string cache = caches[(caches.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="netgen" value="{_folder}" /></packageSources>
              <fallbackPackageFolders><add key="cache" value="{cache}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_folder, "cache")}" /></config>
            </configuration>
            """);
    }

    /// <summary>The version of the package.</summary>
    public string Version { get; }

    /// <summary>What packing printed.</summary>
    public string PackOutput { get; }

    /// <summary>The package's file.</summary>
    public string PackagePath => Path.Combine(_folder, $"NetGen.{Version}.nupkg");

    /// <summary>Writes a project with its files, each a name and a text, into a folder of its own and returns that folder.</summary>
    public string Project(string name, string projectText, params (string Name, string Text)[] files)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        string extension = files.Length > 0 && files[0].Name.EndsWith(".fs", StringComparison.Ordinal) ? ".fsproj" : ".csproj";
        File.WriteAllText(Path.Combine(folder, name + extension), projectText.Replace("$VERSION$", Version, StringComparison.Ordinal));
        foreach (var (file, text) in files)
            File.WriteAllText(Path.Combine(folder, file), text);
        return folder;
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
