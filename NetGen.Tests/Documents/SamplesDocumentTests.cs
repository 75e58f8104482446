using System.Text.RegularExpressions;
using NetGen.Samples.Support;
using NetGen.Tests.Samples;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Documents;

/// <summary>docs/samples.md explains every sample, its options and its figures.</summary>
public sealed partial class SamplesDocumentTests
{
    private static readonly string Folder = Path.Combine(ProjectFolders.Repository, "docs");
    private static readonly string Text = File.ReadAllText(Path.Combine(Folder, "samples.md"));

    public static TheoryData<string> Names => [.. SampleRegistry.Create().Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EverySampleHasSectionWithOptionsAndPicture(string name)
    {
        string section = SectionOf(name);
        foreach (string option in SampleRegistry.Create().Single(sample => sample.Name == name).Options.Select(option => option.Name))
        {
            if (option is not ("--json" or "--out"))
                section.ShouldContain($"`{option}");
        }

        Picture().Matches(section).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("digits", "--epochs", "1")]
    [InlineData("gan", "--steps", "10")]
    [InlineData("dqn", "--steps", "600")]
    [InlineData("reinforce", "--updates", "1")]
    [InlineData("linear", "--steps", "20")]
    [InlineData("xor", "--seeds", "1", "--iterations", "1")]
    [InlineData("xor-logistic", "--iterations", "1")]
    [InlineData("from-scratch", "--iterations", "201", "--repeat", "1")]
    [InlineData("backprop-by-hand")]
    [InlineData("cat-dog", "--epochs", "2")]
    [InlineData("linear-svm", "--epochs", "2")]
    [InlineData("regularization", "--epochs", "2")]
    [InlineData("classify2d", "--epochs", "2")]
    public void EveryFigureIsExplained(params string[] args)
    {
        string section = SectionOf(args[0]);
        var explained = Code().Matches(section).Select(match => Digits().Replace(match.Groups[1].Value, "")).ToHashSet();
        foreach (string figure in SampleRun.Succeed(args).FigureNames)
            explained.ShouldContain(Digits().Replace(figure, ""));
    }

    [Fact]
    public void PicturesAreThere()
    {
        foreach (Match picture in Picture().Matches(Text))
            File.Exists(Path.Combine(Folder, picture.Groups[1].Value)).ShouldBeTrue(picture.Value);
    }

    private static string SectionOf(string name)
    {
        Match section = Regex.Match(Text, $@"^## {Regex.Escape(name)}\n(.*?)(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline);
        section.Success.ShouldBeTrue($"docs/samples.md has no section '{name}'");
        return section.Value;
    }

    [GeneratedRegex(@"!\[[^\]]*\]\(([^)]+)\)")]
    private static partial Regex Picture();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digits();
}
