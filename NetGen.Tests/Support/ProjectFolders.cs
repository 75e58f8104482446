using System.Reflection;

namespace NetGen.Tests.Support;

/// <summary>Where the sources stand. From the build, since deterministic builds hide paths from <c>[CallerFilePath]</c>.</summary>
internal static class ProjectFolders
{
    public static string Tests { get; } = typeof(ProjectFolders).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!;

    public static string Repository { get; } = Path.GetDirectoryName(Tests)!;

    /// <summary>The C# files of a project, built ones excepted.</summary>
    public static IEnumerable<string> SourcesOf(string project) => Directory
        .EnumerateFiles(Path.Combine(Repository, project), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"));
}
