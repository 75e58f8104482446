using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Analyzers;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>The examples of docs/diagnostics.md do what it says they do.</summary>
public sealed partial class DocumentationTests
{
    private const string Loss = """

        readonly struct LogCosh : ILoss
        {
            public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) => 0;
        }
        """;

    public static TheoryData<string, string, string> Examples()
    {
        var examples = new TheoryData<string, string, string>();
        string text = File.ReadAllText(Path.Combine(ProjectFolders.Repository, "docs", "diagnostics.md"));
        foreach (Match match in Section().Matches(text))
            examples.Add(match.Groups["id"].Value, match.Groups["fault"].Value, match.Groups["better"].Value);
        return examples;
    }

    [Fact]
    public void EveryDiagnostic_HasExamples() =>
        Examples().Select(example => (string)example[0]).ShouldBe(DescriptorTests.All.Select(descriptor => descriptor.Id));

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Examples_DoWhatTheySay(string id, string fault, string better)
    {
        (await DiagnosticsOf(fault)).ShouldBe([id]);
        (await DiagnosticsOf(better)).ShouldBeEmpty();
    }

    private static async Task<string[]> DiagnosticsOf(string example)
    {
        var version = LanguageVersion.Latest;
        if (Regex.Match(example, "<LangVersion>(.*)</LangVersion>") is { Success: true } match)
        {
            LanguageVersionFacts.TryParse(match.Groups[1].Value, out version).ShouldBeTrue();
            example = "[NeuralNetwork(4)] [Dense(3)] partial class Iris { }";
            return [.. GeneratorDriverHarness.Run(example, version).Diagnostics.Select(diagnostic => diagnostic.Id)];
        }

        // A line that would make the page too long says how often it stands there.
        example = Regex.Replace(example, @"^(.*) // (\d+) times$", match => string.Join('\n', Enumerable.Repeat(match.Groups[1].Value, int.Parse(match.Groups[2].Value))), RegexOptions.Multiline);
        bool isType = example.Contains("class");
        string source = isType ? example : Complete(example);
        var outcome = GeneratorDriverHarness.Run(GeneratorDriverHarness.Compile([source + Loss, WeightsFiles.SourceOf(source)]));
        outcome.Exception.ShouldBeNull();
        var analyzed = (await GeneratorDriverHarness.Analyze(source + Loss, new LayerWithoutNetworkAnalyzer()))
            .Concat(await GeneratorDriverHarness.Analyze(source + Loss, new TrainingWithoutLossAnalyzer()));
        return [.. outcome.Diagnostics.Concat(analyzed.Where(diagnostic => diagnostic.Id.StartsWith("NETGEN", StringComparison.Ordinal))).Select(diagnostic => diagnostic.Id)];
    }

    /// <summary>Adds what an example of a single attribute leaves out.</summary>
    private static string Complete(string attributes)
    {
        string network = attributes.Contains("[NeuralNetwork") ? "" : "[NeuralNetwork(4)]\n";
        string layer = attributes.Contains("[Dense") ? "" : "\n[Dense(3)]";
        return $"{network}{attributes}{layer}\npartial class Iris;\n";
    }

    [GeneratedRegex(@"^## (?<id>NETGEN\d+)\n.*?At fault:\n\n```\w+\n(?<fault>.*?)\n```\n\nBetter:\n\n```\w+\n(?<better>.*?)\n```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Section();
}
