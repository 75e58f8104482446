using System.Text.RegularExpressions;
using NetGen.Generator.Model;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>The generator's rooms and what they may know of each other.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>Every folder with those it may use.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Polyfills"] = [],
        ["Helpers"] = [],
        ["Model"] = ["Helpers"],
        ["Diagnostics"] = ["Helpers", "Model"],
        ["Writing"] = ["Helpers", "Model"],
        ["Activations"] = ["Helpers", "Model", "Writing"],
        ["Losses"] = ["Model"],
        ["Kernels"] = ["Model", "Writing"],
        ["Layers"] = ["Helpers", "Model", "Diagnostics", "Writing", "Activations", "Kernels"],
        ["Graph"] = ["Helpers", "Model", "Diagnostics", "Layers"],
        ["Parsing"] = ["Helpers", "Model", "Diagnostics", "Layers", "Losses", "Graph"],
        ["Lowering"] = ["Helpers", "Model", "Writing", "Activations", "Layers", "Kernels", "Losses", "Strategies"],
        ["Strategies"] = ["Helpers", "Model", "Writing", "Kernels"],
        ["Emission"] = ["Helpers", "Model", "Writing", "Layers", "Strategies"],
        ["Weights"] = ["Helpers", "Model", "Diagnostics", "Lowering", "Parsing"],
        ["Analyzers"] = ["Model", "Diagnostics", "Layers", "Losses", "Parsing"],
    };

    public static TheoryData<string> Folders => [.. Allowed.Keys];

    [Fact]
    public void EveryFolder_HasARule() => SourcesByFolder().Select(source => source.Folder).Distinct().ShouldBe([.. Allowed.Keys, ""], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folders_UseOnlyThoseAllowed(string folder)
    {
        foreach (var (_, path, text) in SourcesByFolder().Where(source => source.Folder == folder))
        {
            var used = Allowed.Keys.Where(other => other != folder && Uses(text, other));
            used.ShouldBeSubsetOf(Allowed[folder], path);
        }
    }

    [Fact]
    public void Namespaces_FollowFolders()
    {
        foreach (var (folder, path, text) in SourcesByFolder().Where(source => source.Folder != "Polyfills"))
        {
            string name = Regex.Match(text, @"^namespace ([\w.]+);", RegexOptions.Multiline).Groups[1].Value;
            string expected = folder.Length == 0 ? "NetGen.Generator" : "NetGen.Generator." + folder;
            (name == expected || name.StartsWith(expected + ".", StringComparison.Ordinal)).ShouldBeTrue($"{path} has the namespace {name}");
        }
    }

    [Fact]
    public void Roslyn_IsKnownToTheFrontEndAlone()
    {
        foreach (var (folder, path, text) in SourcesByFolder())
        {
            bool isReader = folder is "Parsing" or "Analyzers" || folder == "Layers" && (path.EndsWith("Reader.cs", StringComparison.Ordinal) || path.EndsWith("AttributeArguments.cs", StringComparison.Ordinal));
            if (!isReader)
                Symbol().Match(text).Value.ShouldBeEmpty(path);
            if (folder is not ("" or "Diagnostics" or "Parsing" or "Analyzers" or "Layers"))
                text.ShouldNotContain("Microsoft.CodeAnalysis", customMessage: path);
        }
    }

    [Fact]
    public void Pipeline_IsShort() => File.ReadAllLines(Path.Combine(ProjectFolders.Repository, "NetGen.Generator", "NetworkGenerator.cs")).Length.ShouldBeLessThanOrEqualTo(100);

    [Fact]
    public void Lambdas_OfThePipeline_AreStatic()
    {
        string text = File.ReadAllText(Path.Combine(ProjectFolders.Repository, "NetGen.Generator", "NetworkGenerator.cs"));
        int lambdas = Regex.Count(text, @"=>");
        lambdas.ShouldBeGreaterThan(0);
        Regex.Count(text, @"static (\w+|\([\w, ]+\)) =>").ShouldBe(lambdas);
    }

    [Theory]
    [InlineData(typeof(ActivationKind), typeof(Activation))]
    [InlineData(typeof(LossKind), typeof(Loss))]
    [InlineData(typeof(ReductionKind), typeof(Reduction))]
    [InlineData(typeof(PaddingKind), typeof(Padding))]
    [InlineData(typeof(InputOrderKind), typeof(InputOrder))]
    [InlineData(typeof(InitializerKind), typeof(Initializer))]
    [InlineData(typeof(global::NetGen.Generator.Model.TensorRole), typeof(global::NetGen.TensorRole))]
    public void Vocabulary_EqualsTheRuntimes(Type generators, Type runtimes) => Members(generators).ShouldBe(Members(runtimes));

    /// <summary>Whether a source names a folder's namespace, in full or from its own (<c>Writing.Literal</c>).</summary>
    private static bool Uses(string text, string folder) =>
        Regex.IsMatch(text, $@"\bNetGen\.Generator\.{folder}\b")
        || Regex.Matches(text, $@"(?<![\w.]){folder}\.(\w+)").Any(match => Types(folder).Contains(match.Groups[1].Value));

    private static IEnumerable<string> Types(string folder) =>
        SourcesByFolder().Where(source => source.Folder == folder).Select(source => Path.GetFileNameWithoutExtension(source.Path));

    private static IEnumerable<(string, int)> Members(Type type) => Enum.GetNames(type).Select(name => (name, (int)Enum.Parse(type, name)));

    private static IEnumerable<(string Folder, string Path, string Text)> SourcesByFolder()
    {
        string root = Path.Combine(ProjectFolders.Repository, "NetGen.Generator");
        foreach (string path in ProjectFolders.SourcesOf("NetGen.Generator"))
        {
            string[] parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
            yield return (parts.Length == 1 ? "" : parts[0], path, File.ReadAllText(path));
        }
    }

    [GeneratedRegex(@"\b(I\w*Symbol|AttributeData|TypedConstant|\w+Syntax|SyntaxNode|SemanticModel|CSharpCompilation)\b(?=[ ?>),])")]
    private static partial Regex Symbol();
}
