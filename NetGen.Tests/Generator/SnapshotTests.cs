using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>Few and readable: they show reviewers what a change does to the emitted text.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Xor() => Verify(
        """
        namespace Tutorials;

        [NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
        [Dense(3, Activation.Sigmoid)]
        [Dense(1, Activation.Sigmoid)]
        public sealed partial class XorNet;
        """);

    [Fact]
    public void Inference() => Verify(
        """
        namespace Models
        {
            public partial class Outer<T>
            {
                [NeuralNetwork(48)]
                [Dense(20, Activation.Relu, Name = "Hidden")]
                [Dense(10, Activation.Softmax, Name = "Scores")]
                internal partial record Classifier(string Title);
            }
        }
        """);

    [Fact]
    public void Digits() => Verify(
        """
        [NeuralNetwork(64, Loss = Loss.CrossEntropy)]
        [Dense(32, Activation.Relu)]
        [Dense(10, Activation.Softmax)]
        public sealed partial class DigitsNet;
        """);

    [Fact]
    public void EmittedText_IsTheSame_OnEveryRun()
    {
        const string Source = "[NeuralNetwork(64, Loss = Loss.CrossEntropy)] [Dense(32, Activation.Gelu)] [Dense(10, Activation.Softmax)] partial class Net;";
        string text = Emit(Source);
        Emit(Source).ShouldBe(text);
        text.ShouldNotContain("\r");
        text.ShouldNotContain("\t");
        text.Split('\n').ShouldAllBe(line => line == line.TrimEnd());
    }

    [Fact]
    public void EmittedText_DoesNotDependOnTheCulture()
    {
        const string Source = "[NeuralNetwork(6400, Loss = Loss.Huber, Delta = 0.25f)] [Dense(32, Activation.LeakyRelu, Slope = 0.125f, L1 = 1e-7f)] [Dense(10)] partial class Net;";
        string text = Emit(Source);
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            var other = (System.Globalization.CultureInfo)culture.Clone();
            other.NumberFormat.NumberDecimalSeparator = ",";
            other.NumberFormat.NumberGroupSeparator = "'";
            other.NumberFormat.NegativeSign = "~";
            System.Globalization.CultureInfo.CurrentCulture = other;
            Emit(Source).ShouldBe(text);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    private static void Verify(string source, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var outcome = GeneratorDriverHarness.Run(source);
        outcome.Diagnostics.ShouldBeEmpty();
        outcome.CompilerProblems.ShouldBeEmpty();
        Snapshot.Verify(outcome.Files.ShouldHaveSingleItem().SourceText.ToString(), "Generator", nameof(SnapshotTests), method);
    }

    private static string Emit(string source) => GeneratorDriverHarness.Run(source).Files.ShouldHaveSingleItem().SourceText.ToString();
}
