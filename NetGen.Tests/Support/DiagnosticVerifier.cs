using System.Globalization;
using Microsoft.CodeAnalysis;
using Shouldly;

namespace NetGen.Tests.Support;

/// <summary>Checks what the generator says of a source in which <c>[|</c> and <c>|]</c> enclose the text that must be underlined.</summary>
internal static class DiagnosticVerifier
{
    private const string Open = "[|";
    private const string Close = "|]";

    /// <summary>The generator reports exactly one diagnostic, and generates code only where it is no error.</summary>
    public static void Verify(string id, string message, string markedSource)
    {
        string source = Unmark(markedSource, out string squiggle, out int start);
        Verify(GeneratorDriverHarness.Run(source), id, source, squiggle, start).GetMessage(CultureInfo.InvariantCulture).ShouldBe(message);
    }

    /// <summary>The same in a project with files of weights; the message begins so.</summary>
    public static void VerifyWith(string id, string message, string markedSource, string weightsFiles)
    {
        string source = Unmark(markedSource, out string squiggle, out int start);
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(GeneratorDriverHarness.Compile([source, WeightsFiles.SourceOf(weightsFiles)]));
        Verify(outcome, id, source, squiggle, start).GetMessage(CultureInfo.InvariantCulture).ShouldStartWith(message);
    }

    private static Diagnostic Verify(GeneratorOutcome outcome, string id, string source, string squiggle, int start)
    {
        outcome.Exception.ShouldBeNull();
        var diagnostic = outcome.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe(id);
        GeneratorOutcome.SquiggleOf(diagnostic).ShouldBe(squiggle);
        diagnostic.Location.SourceSpan.Start.ShouldBe(diagnostic.Location.SourceTree!.ToString().IndexOf(source, StringComparison.Ordinal) + start);
        outcome.Files.Length.ShouldBe(diagnostic.Severity == DiagnosticSeverity.Error ? 0 : 1);
        return diagnostic;
    }

    /// <summary>The generator has nothing to say and generates one file.</summary>
    public static GeneratorOutcome VerifyNone(string source)
    {
        var outcome = GeneratorDriverHarness.Run(source);
        outcome.Exception.ShouldBeNull();
        outcome.Diagnostics.ShouldBeEmpty();
        outcome.Files.Length.ShouldBe(1);
        return outcome;
    }

    /// <summary>The compiler reports an error of its own, so the generator is silent and generates nothing.</summary>
    public static void VerifyLeftToCompiler(string compilerId, string source)
    {
        var outcome = GeneratorDriverHarness.Run(source);
        outcome.Exception.ShouldBeNull();
        outcome.Diagnostics.ShouldBeEmpty();
        outcome.Files.ShouldBeEmpty();
        outcome.CompilerProblems.Select(diagnostic => diagnostic.Id).ShouldContain(compilerId);
    }

    public static string Unmark(string markedSource, out string squiggle, out int start)
    {
        start = markedSource.IndexOf(Open, StringComparison.Ordinal);
        int end = markedSource.IndexOf(Close, StringComparison.Ordinal) - Open.Length;
        string source = markedSource.Replace(Open, "").Replace(Close, "");
        squiggle = source[start..end];
        return source;
    }
}
