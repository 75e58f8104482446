using System.Text.RegularExpressions;
using NetGen.Generator.Layers;
using NetGen.Tests.Oracle;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>A kind of layer is an attribute, a folder, a line of the registry, a zoo network, a class of the oracle, a row in README and a section in docs.</summary>
public sealed partial class LayerCompletenessTests
{
    public static TheoryData<string> Kinds => [.. LayerKinds.All.Select(static kind => kind.Name)];

    public static TheoryData<string> Examples => [.. Example().Matches(Document).Select(static match => match.Groups[1].Value)];

    private static string Document => File.ReadAllText(Path.Combine(ProjectFolders.Repository, "docs", "layers.md"));

    [Theory, MemberData(nameof(Kinds))]
    public void Kind_HasAnAttributeThatTheRegistryFinds(string kind)
    {
        Type attribute = AttributeOf(kind);
        attribute.IsAssignableTo(typeof(LayerAttribute)).ShouldBeTrue();
        LayerKinds.Find(attribute.FullName)!.Name.ShouldBe(kind);
    }

    [Fact]
    public void EveryLayerAttribute_IsAKind() => typeof(LayerAttribute).Assembly.GetTypes()
        .Where(static type => type.IsAssignableTo(typeof(LayerAttribute)) && !type.IsAbstract)
        .Select(static type => type.FullName).ShouldBe(LayerKinds.All.Select(static kind => kind.AttributeName), ignoreOrder: true);

    [Theory, MemberData(nameof(Kinds))]
    public void Kind_HasAFolderOfItsOwn(string kind) =>
        File.Exists(Path.Combine(ProjectFolders.Repository, "NetGen.Generator", "Layers", kind, kind + "Kind.cs")).ShouldBeTrue();

    [Theory, MemberData(nameof(Kinds))]
    public void NoOtherFolder_NamesTheKind(string kind)
    {
        string root = Path.Combine(ProjectFolders.Repository, "NetGen.Generator"), own = Path.Combine(root, "Layers", kind) + Path.DirectorySeparatorChar;
        foreach (string path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            bool isElsewhere = !path.StartsWith(own, StringComparison.Ordinal) && !path.EndsWith("LayerKinds.cs", StringComparison.Ordinal)
                && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
            if (isElsewhere)
                Regex.IsMatch(File.ReadAllText(path), $@"\b{kind}(Kind|Spec|Lowering|Attribute)\b").ShouldBeFalse(path);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Kind_IsInTheOracleAndInTheZoo(string kind)
    {
        ReferenceKinds.All.Keys.ShouldContain(AttributeOf(kind));
        typeof(Zoo).Assembly.GetTypes().ShouldContain(type => type.IsDefined(AttributeOf(kind), false));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Kind_HasARowInReadmeAndASectionInDocs(string kind)
    {
        File.ReadLines(Path.Combine(ProjectFolders.Repository, "README.md")).ShouldContain(line => Regex.IsMatch(line, $@"^\|.*`\[{kind}[\](]"));
        Match section = Regex.Match(Document, $@"^## {kind}\n(.*?)(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline);
        section.Success.ShouldBeTrue($"docs/layers.md has no section '{kind}'.");
        section.Value.ShouldContain($"[{kind}", customMessage: "The section has no example.");
    }

    [Theory, MemberData(nameof(Examples))]
    public void Examples_Compile(string example)
    {
        var outcome = GeneratorDriverHarness.Run(example + "\npartial class Net;");
        outcome.Exception.ShouldBeNull();
        outcome.Diagnostics.ShouldBeEmpty();
        outcome.CompilerProblems.ShouldBeEmpty();
        outcome.Files.ShouldHaveSingleItem();
    }

    private static Type AttributeOf(string kind) => typeof(LayerAttribute).Assembly.GetType($"NetGen.{kind}Attribute", throwOnError: true)!;

    [GeneratedRegex(@"```csharp\n(\[NeuralNetwork.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
