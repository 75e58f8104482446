using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Samples;

/// <summary>A fact that needs data which does not ship: it runs where the folder <c>shared/data</c> lies beside the repository.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute(string folder)
    {
        if (!Directory.Exists(SharedData.PathOf(folder)))
            Skip = $"skipped: the folder ../shared/data/{folder} is not there";
    }
}

/// <summary>Where the data that does not ship is looked for: beside the repository.</summary>
internal static class SharedData
{
    public static string PathOf(string folder) => Path.GetFullPath(Path.Combine(ProjectFolders.Repository, "..", "shared", "data", folder));
}
