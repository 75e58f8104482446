using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace NetGen.Tests.Support;

/// <summary>
/// Compares emitted text with a file beside the test, by the conventions of Verify: <c>Type.Method.verified.cs</c> is what was agreed on and is
/// committed, <c>Type.Method.received.cs</c> is written where the text differs and is not. To agree, rename the second to the first.
/// </summary>
internal static partial class Snapshot
{
    /// <summary>Fails unless the text equals the verified one of the calling test.</summary>
    /// <param name="text">The emitted text, with '\n' at the end of lines.</param>
    /// <param name="folder">The test's folder, relative to the test project.</param>
    /// <param name="type">The test's class.</param>
    /// <param name="method">The test's method.</param>
    public static void Verify(string text, string folder, string type, [CallerMemberName] string method = "")
    {
        string path = Path.Combine(ProjectFolders.Tests, folder, $"{type}.{method}");
        string verified = path + ".verified.cs", received = path + ".received.cs";
        string actual = Version().Replace(text, "$1x.y.z$2");
        if (File.Exists(verified) && File.ReadAllText(verified) == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        throw new SnapshotDiffersException($"{type}.{method}.received.cs differs from {type}.{method}.verified.cs. {FirstDifference(verified, actual)}");
    }

    private static string FirstDifference(string verified, string actual)
    {
        if (!File.Exists(verified))
            return "There is no verified file yet.";
        string[] expectedLines = File.ReadAllText(verified).Split('\n'), actualLines = actual.Split('\n');
        int line = expectedLines.Zip(actualLines).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"First in line {line + 1}: expected '{expectedLines.ElementAtOrDefault(line)}', but got '{actualLines.ElementAtOrDefault(line)}'.";
    }

    /// <summary>The version in <c>[GeneratedCode("NetGen", "1.2.3")]</c>, which says nothing about the text.</summary>
    [GeneratedRegex("""(GeneratedCode\("NetGen", ")[^"]*("\))""")]
    private static partial Regex Version();
}

/// <summary>Emitted text is not what was agreed on.</summary>
internal sealed class SnapshotDiffersException(string message) : Exception(message);
