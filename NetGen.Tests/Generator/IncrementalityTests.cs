using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace NetGen.Tests.Generator;

/// <summary>What is computed again after an edit, by the run reasons of the pipeline's steps.</summary>
public sealed class IncrementalityTests
{
    private const string First = "[NeuralNetwork(2, Loss = Loss.Huber)] [Dense(3, Activation.Relu, Slope = 0.5f)] partial class First;";
    private const string Second = "[NeuralNetwork(4)] [Dense(5)] partial class Second;";
    private const string Other = "class Other { int x = 1; }";
    private const string Output = "SourceOutput";

    private static readonly string[] Steps = [TrackingNames.Parse, TrackingNames.Diagnostics, TrackingNames.Graph, TrackingNames.Plan];

    [Fact]
    public void FirstRun_ComputesEverything()
    {
        var result = CreateDriver(out _, First).GetRunResult().Results[0];
        foreach (string step in Steps)
            Reasons(result, step).ShouldBe([New]);
        Reasons(result, Output).ShouldBe([New, New]);
    }

    [Fact]
    public void SecondRun_OnTheSameCompilation_ComputesNothing()
    {
        var result = RunAgain([First, Other], compilation => compilation.Clone());
        foreach (string step in Steps)
            Reasons(result, step).ShouldAllBe(reason => reason == Cached || reason == Unchanged);
        FileReasons(result).ShouldBe([Cached]);
    }

    [Theory]
    [InlineData("class Other { int x = 2; void M() { } }")]
    [InlineData("/* a comment */ class Other { int x = 1; }")]
    [InlineData("class Other { int x = ")]
    public void EditOfAnotherFile_ComputesNothingPastParse(string edited)
    {
        var result = RunAgain([First, Other], compilation => Replace(compilation, 1, edited));
        Reasons(result, TrackingNames.Parse).ShouldBe([Unchanged]);
        Reasons(result, TrackingNames.Diagnostics).ShouldBe([Cached]);
        Reasons(result, TrackingNames.Graph).ShouldBe([Cached]);
        Reasons(result, TrackingNames.Plan).ShouldBe([Cached]);
        FileReasons(result).ShouldBe([Cached]);
    }

    [Theory]
    [InlineData("// a comment\n\n" + First)]
    [InlineData("namespace Empty { }\n\n\n" + First)]
    public void MovedLines_EmitNothingAgain(string edited)
    {
        var result = RunAgain([First, Other], compilation => Replace(compilation, 0, edited));
        Reasons(result, TrackingNames.Parse).ShouldBe([Modified]);
        Reasons(result, TrackingNames.Diagnostics).ShouldBe([Modified]);
        Reasons(result, TrackingNames.Graph).ShouldBe([Unchanged]);
        Reasons(result, TrackingNames.Plan).ShouldBe([Cached]);
        FileReasons(result).ShouldBe([Cached]);
    }

    [Fact]
    public void MovedLines_MoveTheDiagnostic()
    {
        var driver = CreateDriver(out var compilation, First);
        int line = LineOf(driver);
        LineOf(driver.RunGenerators(Replace(compilation, 0, "\n\n\n" + First))).ShouldBe(line + 3);

        static int LineOf(GeneratorDriver driver) => driver.GetRunResult().Diagnostics.ShouldHaveSingleItem().Location.GetLineSpan().StartLinePosition.Line;
    }

    [Fact]
    public void ChangedSize_EmitsAgain()
    {
        var result = RunAgain([First, Other], compilation => Replace(compilation, 0, First.Replace("Dense(3", "Dense(4")));
        Reasons(result, TrackingNames.Parse).ShouldBe([Modified]);
        Reasons(result, TrackingNames.Diagnostics).ShouldBe([Unchanged]);
        Reasons(result, TrackingNames.Graph).ShouldBe([Modified]);
        Reasons(result, TrackingNames.Plan).ShouldBe([Modified]);
        FileReasons(result).ShouldBe([Modified]);
    }

    [Fact]
    public void SecondNetwork_StaysCached_WhenTheFirstChanges()
    {
        var result = RunAgain([First, Second], compilation => Replace(compilation, 0, First.Replace("Dense(3", "Dense(4")));
        Reasons(result, TrackingNames.Parse).ShouldBe([Modified, Unchanged]);
        Reasons(result, TrackingNames.Graph).ShouldBe([Modified, Cached]);
        Reasons(result, TrackingNames.Plan).ShouldBe([Modified, Cached]);
        FileReasons(result).ShouldBe([Modified, Cached]);
    }

    [Fact]
    public void SecondNetwork_InOneFile_StaysCached_WhenTheFirstChanges()
    {
        var result = RunAgain([First + Second], compilation => Replace(compilation, 0, First.Replace("Dense(3", "Dense(4") + Second));
        Reasons(result, TrackingNames.Parse).ShouldBe([Modified, Unchanged]);
        Reasons(result, TrackingNames.Graph).ShouldBe([Modified, Cached]);
        Reasons(result, TrackingNames.Plan).ShouldBe([Modified, Cached]);
        FileReasons(result).ShouldBe([Modified, Cached]);
    }

    [Fact]
    public void SecondNetwork_WhenAdded_LeavesTheFirstCached()
    {
        var result = RunAgain([First, Other], compilation => Replace(compilation, 1, Second));
        Reasons(result, TrackingNames.Parse).ShouldBe([Unchanged, New]);
        Reasons(result, TrackingNames.Graph).ShouldBe([Cached, New]);
        Reasons(result, TrackingNames.Plan).ShouldBe([Cached, New]);
        FileReasons(result).ShouldBe([Cached, New]);
    }

    [Fact]
    public void ChangedMember_ThatNothingDependsOn_EmitsNothingAgain()
    {
        const string Source = "[NeuralNetwork(4)] [Dense(5)] partial class Net { int Answer() => 41; }";
        var result = RunAgain([Source], compilation => Replace(compilation, 0, Source.Replace("41", "42")));
        Reasons(result, TrackingNames.Parse).ShouldBe([Unchanged]);
        Reasons(result, TrackingNames.Graph).ShouldBe([Cached]);
        FileReasons(result).ShouldBe([Cached]);
    }

    [Fact]
    public void AllowUnsafe_WhenChanged_ReachesTheSpec()
    {
        var result = RunAgain([First], compilation => compilation.WithOptions(compilation.Options.WithAllowUnsafe(false)));
        Reasons(result, TrackingNames.Graph).ShouldBe([Modified]);
    }

    [Fact]
    public void Steps_KeepNoSymbolSyntaxOrCompilation()
    {
        var result = CreateDriver(out _, First, Second, "[NeuralNetwork(4, CustomLoss = typeof(int))] [Dense(5)] partial class Third<T>;").GetRunResult().Results[0];
        foreach (string step in Steps)
        {
            foreach (var (value, _) in result.TrackedSteps[step].SelectMany(run => run.Outputs))
                ShouldKeepNothingOfRoslyn(value, step, new HashSet<object>(ReferenceEqualityComparer.Instance));
        }
    }

    [Fact]
    public void KeptSymbol_WouldBeFound()
    {
        var compilation = GeneratorDriverHarness.Compile([Other]);
        object[] values = [new object[] { compilation.GlobalNamespace }, Tuple.Create(compilation.SyntaxTrees[0].GetRoot()), ImmutableArray.Create<object>(compilation)];
        foreach (object value in values)
            Should.Throw<ShouldAssertException>(() => ShouldKeepNothingOfRoslyn(value, "", new HashSet<object>(ReferenceEqualityComparer.Instance)));
    }

    private static GeneratorDriver CreateDriver(out CSharpCompilation compilation, params string[] sources)
    {
        compilation = GeneratorDriverHarness.Compile(sources);
        return GeneratorDriverHarness.CreateDriver(compilation, trackSteps: true).RunGenerators(compilation);
    }

    private static GeneratorRunResult RunAgain(string[] sources, Func<CSharpCompilation, CSharpCompilation> edit)
    {
        var driver = CreateDriver(out var compilation, sources);
        var result = driver.RunGenerators(edit(compilation)).GetRunResult().Results[0];
        result.Exception.ShouldBeNull();
        return result;
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, int index, string source)
    {
        SyntaxTree old = compilation.SyntaxTrees[index];
        return compilation.ReplaceSyntaxTree(old, GeneratorDriverHarness.Parse(source, index, (CSharpParseOptions)old.Options));
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step)
    {
        var runs = step == Output ? result.TrackedOutputSteps[step] : result.TrackedSteps[step];
        return [.. runs.SelectMany(run => run.Outputs).Select(output => output.Reason)];
    }

    /// <summary>The run reasons of the outputs that add files, without those that report diagnostics.</summary>
    private static IncrementalStepRunReason[] FileReasons(GeneratorRunResult result) =>
    [
        .. result.TrackedOutputSteps[Output]
            .Where(run => run.Inputs.Any(input => input.Source.Name == TrackingNames.Plan))
            .SelectMany(run => run.Outputs)
            .Select(output => output.Reason),
    ];

    private static void ShouldKeepNothingOfRoslyn(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value.GetType().IsPrimitive || value is string or Enum or Type || !seen.Add(value))
            return;

        (value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or AttributeData).ShouldBeFalse($"{path} is a {value.GetType()}");
        if (value is DiagnosticDescriptor)
            return;
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
                ShouldKeepNothingOfRoslyn(item, path + "[]", seen);
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                ShouldKeepNothingOfRoslyn(field.GetValue(value), $"{path}.{field.Name}", seen);
        }
    }
}
