using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>Every diagnostic has an id of its own, a help link, a heading in the docs, a row in the release notes and a test.</summary>
public sealed class DescriptorTests
{
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (DiagnosticDescriptor)field.GetValue(null)!),
    ];

    [Fact]
    public void Ids_AreUniqueAndInOrder()
    {
        All.Select(descriptor => descriptor.Id).ShouldBeUnique();
        All.Select(descriptor => descriptor.Id).ShouldBe(All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal));
        All.ShouldAllBe(descriptor => Regex.IsMatch(descriptor.Id, @"^NETGEN\d{3}$"));
    }

    [Fact]
    public void Texts_AreAllThere()
    {
        foreach (DiagnosticDescriptor descriptor in All)
        {
            descriptor.Title.ToString().ShouldNotBeNullOrWhiteSpace(descriptor.Id);
            descriptor.MessageFormat.ToString().ShouldNotBeNullOrWhiteSpace(descriptor.Id);
            descriptor.Description.ToString().ShouldEndWith(".", customMessage: descriptor.Id);
            descriptor.Category.ShouldBe("NetGen");
        }
    }

    [Fact]
    public void HelpLinks_LeadToHeadings()
    {
        string[] headings = [.. File.ReadAllLines(Path.Combine(ProjectFolders.Repository, "docs", "diagnostics.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal))];
        foreach (DiagnosticDescriptor descriptor in All)
        {
            descriptor.HelpLinkUri.ShouldEndWith("/docs/diagnostics.md#" + descriptor.Id.ToLowerInvariant());
            headings.ShouldContain("## " + descriptor.Id);
        }

        headings.Length.ShouldBe(All.Count);
    }

    [Fact]
    public void ReleaseNotes_HaveARowForEach()
    {
        string folder = Path.Combine(ProjectFolders.Repository, "NetGen.Generator");
        string[] rows = [.. File.ReadAllLines(Path.Combine(folder, "AnalyzerReleases.Shipped.md")), .. File.ReadAllLines(Path.Combine(folder, "AnalyzerReleases.Unshipped.md"))];
        foreach (DiagnosticDescriptor descriptor in All)
            rows.ShouldContain($"{descriptor.Id} | NetGen | {descriptor.DefaultSeverity} | {descriptor.Title}");
    }

    [Fact]
    public void Tests_NameEach()
    {
        string folder = Path.Combine(ProjectFolders.Tests, "Generator", "Diagnostics");
        string tests = string.Concat(Directory.EnumerateFiles(folder, "*.cs").Select(File.ReadAllText));
        foreach (DiagnosticDescriptor descriptor in All)
            tests.ShouldContain($"\"{descriptor.Id}\"");
    }
}
