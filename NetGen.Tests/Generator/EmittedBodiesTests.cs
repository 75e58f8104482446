using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>
/// Holds a hash of every emitted method's body for dense networks of all sizes that decide something, so that a change of the generator
/// says which methods it changed. A refactoring changes none; a change that may is shown by the diff of <c>EmittedBodies.verified.txt</c>.
/// </summary>
public sealed class EmittedBodiesTests
{
    private const string UpdateVariable = "NETGEN_UPDATE_BODIES";

    [Fact]
    public void Bodies_AreTheAgreedOnes()
    {
        string path = Path.Combine(ProjectFolders.Tests, "Generator", "EmittedBodies.verified.txt");
        var actual = Hashes();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            File.WriteAllText(path, string.Concat(actual.Select(line => line + "\n")));

        var expected = File.Exists(path) ? File.ReadAllLines(path) : [];
        var changed = actual.Except(expected).Concat(expected.Except(actual)).Select(line => line[..line.LastIndexOf(' ')]).Distinct().ToList();
        changed.ShouldBeEmpty($"{changed.Count} emitted methods changed. If that was meant, run the test with {UpdateVariable}=1 and look at the diff.");
    }

    [Fact]
    public void Networks_AreManyAndCompile()
    {
        BodyNetworks.All.Count.ShouldBeGreaterThanOrEqualTo(60);
        BodyNetworks.All.Select(network => network.Name).ShouldBeUnique();
        var outcome = GeneratorDriverHarness.Run(BodyNetworks.Source);
        outcome.Files.Length.ShouldBe(BodyNetworks.All.Count);
        outcome.CompilerProblems.ShouldBeEmpty();
    }

    private static List<string> Hashes() =>
    [
        .. from file in GeneratorDriverHarness.Run(BodyNetworks.Source).Files
           orderby file.HintName.ToUpperInvariant()
           let kernels = file.SyntaxTree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Single(type => type.Identifier.Text == "Kernels")
           from method in kernels.DescendantNodes().OfType<MethodDeclarationSyntax>()
           group (method.Body ?? (Microsoft.CodeAnalysis.SyntaxNode)method.ExpressionBody!).ToString() by (Network: Path.GetFileNameWithoutExtension(file.HintName)[..^2], Method: NameOf(method)) into bodies
           select $"{bodies.Key.Network} {bodies.Key.Method} {Hash(string.Join("\n", bodies))}",
    ];

    private static string NameOf(MethodDeclarationSyntax method) =>
        string.Join(".", method.Ancestors().OfType<ClassDeclarationSyntax>().Where(type => type.Identifier.Text != "Kernels").Reverse().Select(type => type.Identifier.Text).Append(method.Identifier.Text));

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];
}
