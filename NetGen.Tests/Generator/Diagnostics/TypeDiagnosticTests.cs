using Microsoft.CodeAnalysis.CSharp;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;
using static NetGen.Tests.Support.DiagnosticVerifier;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>What is said of types that cannot be networks.</summary>
public sealed class TypeDiagnosticTests
{
    private const string Attributes = "[NeuralNetwork(2)] [Dense(3)] ";

    [Theory]
    [InlineData("class", "public class [|Net|];")]
    [InlineData("record", "public sealed record [|Net|];")]
    public void TypeNotPartial(string keyword, string declaration) => Verify(
        "NETGEN001",
        $"'Net' must be partial, so that its members can be generated. Write 'partial {keyword} Net'.",
        Attributes + declaration);

    [Theory]
    [InlineData("class", "class [|Outer|] { [NeuralNetwork(2)] [Dense(3)] partial class Net; }")]
    [InlineData("record struct", "record struct [|Outer|] { [NeuralNetwork(2)] [Dense(3)] partial class Net; }")]
    [InlineData("struct", "struct [|Outer|]<T> { public partial class Middle { [NeuralNetwork(2)] [Dense(3)] public partial class Net; } }")]
    [InlineData("interface", "partial class Top { interface [|Outer|] { [NeuralNetwork(2)] [Dense(3)] partial class Net; } }")]
    public void ContainingTypeNotPartial(string keyword, string source) => Verify(
        "NETGEN002",
        $"'Outer' contains the network 'Net', so it must be partial as well. Write 'partial {keyword} Outer'.",
        source);

    [Fact]
    public void StaticNetwork() => Verify(
        "NETGEN003",
        "'Net' is static, but a network holds its parameters in an instance. Remove 'static', or compile weights in with [Weights].",
        Attributes + "public [|static|] partial class Net;");

    [Fact]
    public void AbstractNetwork() => Verify(
        "NETGEN004",
        "'Net' is abstract, but a network is created with 'new'. Remove 'abstract'.",
        Attributes + "public [|abstract|] partial record Net;");

    [Fact]
    public void AbstractNetwork_OnAnotherDeclaration() => Verify(
        "NETGEN004",
        "'Net' is abstract, but a network is created with 'new'. Remove 'abstract'.",
        "[|abstract|] partial class Net; " + Attributes + "partial class Net;");

    [Fact]
    public void FileLocalNetwork() => Verify(
        "NETGEN005",
        "'Net' is file-local, so the generated file cannot see it. Remove 'file'.",
        Attributes + "[|file|] sealed partial class Net;");

    [Fact]
    public void FileLocalNetwork_InContainingType() => Verify(
        "NETGEN005",
        "'Outer' is file-local, so the generated file cannot see it. Remove 'file'.",
        "[|file|] partial class Outer { [NeuralNetwork(2)] [Dense(3)] public partial class Net; }");

    [Theory]
    [InlineData("class Base(int x) { public int X => x; }")]
    [InlineData("class Base { private Base() { } public static Base Create() => new(); }")]
    public void BaseConstructorMissing(string baseClass) => Verify(
        "NETGEN006",
        "'Base' is the base class of the network 'Net', but has no accessible constructor without parameters for the generated constructors to call. "
        + "Add one, or remove the base class.",
        baseClass + Attributes + "partial class Net : [|Base|];");

    [Theory]
    [InlineData("class Base;")]
    [InlineData("class Base { protected Base(int x = 0) { } }")]
    [InlineData("class Base { internal Base(params int[] x) { } }")]
    public void BaseClass_IsFine(string baseClass) => VerifyNone(baseClass + Attributes + "partial class Net : Base;");

    [Theory]
    [InlineData(LanguageVersion.CSharp12, "12.0")]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    public void LanguageVersionTooOld(LanguageVersion version, string name)
    {
        var outcome = GeneratorDriverHarness.Run("[NeuralNetwork(2), Dense(3)] partial class Net { }", version);
        var diagnostic = outcome.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("NETGEN007");
        diagnostic.GetMessage().ShouldBe($"The network 'Net' needs C# 13 or later, but the project is compiled as C# {name}. Set LangVersion to 13 or later.");
        GeneratorOutcome.SquiggleOf(diagnostic).ShouldBe("NeuralNetwork(2)");
        outcome.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void LanguageVersion_IsFine(LanguageVersion version) =>
        GeneratorDriverHarness.Run("[NeuralNetwork(2), Dense(3)] partial class Net { }", version).Diagnostics.ShouldBeEmpty();

    [Fact]
    public void NoLayers() => Verify(
        "NETGEN008",
        "'Net' has no layers. Add at least one layer attribute after it, such as [Dense(1)].",
        "[[|NeuralNetwork(2)|]] partial class Net;");

    [Fact]
    public void LayersOnSeveralDeclarations() => Verify(
        "NETGEN009",
        "The layers of 'Net' stand on 3 of its partial declarations, so their order would depend on the order of files. Put all layer attributes on one declaration.",
        "[NeuralNetwork(2)] [Dense(3), Dense(4)] partial class Net; [[|Dense(5)|]] [Dense(6)] partial class Net; [Dense(7)] partial class Net;");

    [Fact]
    public void LayersOnOneDeclaration_NetworkOnAnother_IsFine() => VerifyNone("[NeuralNetwork(2)] partial class Net; [Dense(5)] [Dense(6)] partial class Net;");

    [Theory]
    [InlineData("CS0592", "[NeuralNetwork(2)] [Dense(3)] partial struct Net;")]
    [InlineData("CS0592", "[NeuralNetwork(2)] [Dense(3)] partial record struct Net;")]
    [InlineData("CS0592", "[NeuralNetwork(2)] [Dense(3)] partial interface Net;")]
    [InlineData("CS0592", "[NeuralNetwork(2)] [Dense(3)] enum Net { }")]
    [InlineData("CS1729", "[NeuralNetwork] [Dense(3)] partial class Net;")]
    [InlineData("CS7036", "[NeuralNetwork(2)] [Dense] partial class Net;")]
    [InlineData("CS1503", "[NeuralNetwork(\"2\")] [Dense(3)] partial class Net;")]
    [InlineData("CS1503", "[NeuralNetwork(2)] [Dense(3, 7)] partial class Net;")]
    [InlineData("CS0029", "[NeuralNetwork(2)] [Dense(3, Name = 7)] partial class Net;")]
    [InlineData("CS0182", "[NeuralNetwork(2)] [Dense(int.Parse(\"3\"))] partial class Net;")]
    [InlineData("CS0103", "[NeuralNetwork(2, Loss = Missing)] [Dense(3)] partial class Net;")]
    [InlineData("CS0117", "[NeuralNetwork(2)] [Dense(3, Activation.Missing)] partial class Net;")]
    [InlineData("CS0246", "[NeuralNetwork(2, CustomLoss = typeof(Missing))] [Dense(3)] partial class Net;")]
    [InlineData("CS0220", "[NeuralNetwork(2)] [Dense(int.MaxValue + 1)] partial class Net;")]
    public void CompilerErrors_AreLeftToTheCompiler(string compilerId, string source) => VerifyLeftToCompiler(compilerId, source);

    [Theory]
    [InlineData("CS0261", "[NeuralNetwork(2)] [Dense(3)] partial class Net; [NeuralNetwork(2)] [Dense(3)] partial record Net;")]
    [InlineData("CS0101", "namespace A { partial class B { [NeuralNetwork(2)] [Dense(3)] partial class Net; } } namespace A.B { [NeuralNetwork(2), Dense(3)] partial class Net; }")]
    public void TwoTypesOfOneName_DoNotThrow(string compilerId, string source)
    {
        var outcome = GeneratorDriverHarness.Run(source);
        outcome.Exception.ShouldBeNull();
        outcome.Diagnostics.ShouldBeEmpty();
        outcome.Input.GetDiagnostics().Select(diagnostic => diagnostic.Id).ShouldContain(compilerId);
    }

    [Fact]
    public void SecondNetworkAttribute_OnAnotherDeclaration_DoesNotThrow()
    {
        var outcome = GeneratorDriverHarness.Run("[NeuralNetwork(2)] [Dense(3)] partial class Net; [NeuralNetwork(2)] partial class Net;");
        outcome.Exception.ShouldBeNull();
        outcome.Files.Length.ShouldBe(1);
        outcome.Input.GetDiagnostics().Select(diagnostic => diagnostic.Id).ShouldContain("CS0579");
    }
}
