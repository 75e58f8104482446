using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Documents;

/// <summary>What README says is so.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(ProjectFolders.Repository, "README.md"));

    public static TheoryData<string> Vocabulary =>
    [
        .. Enum.GetNames<Activation>(),
        .. Enum.GetNames<Loss>(),
        .. Enum.GetNames<Initializer>(),
        .. FactoriesOf(typeof(Optimizer)),
        .. FactoriesOf(typeof(Schedule)),
        .. typeof(NeuralNetworkAttribute).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract && type != typeof(NeuralNetworkAttribute) && type != typeof(NetGen.Runtime.WeightsFileAttribute))
            .Select(type => $"[{type.Name.Replace("Attribute", "", StringComparison.Ordinal)}"),
    ];

    [Fact]
    public void ExamplePrintsWhatItSays()
    {
        GeneratorOutcome outcome = CompileExample();
        outcome.Diagnostics.ShouldBeEmpty();
        outcome.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        using var assembly = new MemoryStream();
        outcome.Output.Emit(assembly).Success.ShouldBeTrue();

        TextWriter console = Console.Out;
        var output = new StringWriter();
        try
        {
            Console.SetOut(output);
            MethodInfo main = Assembly.Load(assembly.ToArray()).EntryPoint!;
            main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        output.ToString().Trim().ShouldBe(Blocks("text").First().Trim());
    }

    [Fact]
    public void ExampleBecomesTheCodeShown()
    {
        string[] emitted = [.. CompileExample().Files.Single().SourceText.ToString().Split('\n').Select(line => line.Trim())];
        int place = 0;
        foreach (string line in Blocks("csharp").ElementAt(1).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line != "…"))
        {
            int found = Array.IndexOf(emitted, line, place);
            found.ShouldBeGreaterThanOrEqualTo(place, $"not in the emitted code, or not in this order: {line}");
            place = found + 1;
        }
    }

    [Fact]
    public void ExampleHasFifteenStatementsAndDeclarations() =>
        Blocks("csharp").First().Split('\n').Count(line => line.Trim().Length > 1).ShouldBeLessThanOrEqualTo(15);

    [Theory]
    [MemberData(nameof(Vocabulary))]
    public void TablesNameWholeVocabulary(string name) =>
        Text.Split('\n').Where(line => line.StartsWith('|')).ShouldContain(line => Regex.IsMatch(line, $@"`[^`]*{Regex.Escape(name)}\b[^`]*`"));

    [Fact]
    public void LinksLeadSomewhere()
    {
        foreach (Match link in Link().Matches(Text))
            Path.Exists(Path.Combine(ProjectFolders.Repository, link.Groups[1].Value)).ShouldBeTrue(link.Value);
    }

    private static GeneratorOutcome CompileExample()
    {
        CSharpCompilation compilation = GeneratorDriverHarness.Compile([])
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(Blocks("csharp").First(), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest)));
        return GeneratorDriverHarness.Run(compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication)));
    }

    private static IEnumerable<string> FactoriesOf(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
        .Select(member => $"{type.Name}.{member.Name}")
        .Distinct();

    private static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(Text, $"```{language}\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\]\((?!https?://)([^)#]+)")]
    private static partial Regex Link();
}
