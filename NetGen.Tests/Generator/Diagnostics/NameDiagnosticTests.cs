using System.Text.RegularExpressions;
using NetGen.Generator.Analyzers;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;
using static NetGen.Tests.Support.DiagnosticVerifier;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>What is said of names that clash, and of layers without a network.</summary>
public sealed class NameDiagnosticTests
{
    [Theory]
    [InlineData("")]
    [InlineData("2nd")]
    [InlineData("my layer")]
    [InlineData("class")]
    [InlineData("@class")]
    [InlineData("a\u200Db")]
    public void LayerNameInvalid(string name) => Verify(
        "NETGEN024",
        $"Layer 2 is named '{name}', which is not a C# identifier. Use letters, digits and underscores, a letter first, and no keyword.",
        $"[NeuralNetwork(2)] [Dense(3)] [Dense(1, Name = [|\"{name}\"|])] partial class Net;");

    [Fact]
    public void LayerNameDuplicate() => Verify(
        "NETGEN025",
        "Layers 1 and 3 are both named 'hidden'. Give one of them another name.",
        "[NeuralNetwork(2)] [Dense(3, Name = \"hidden\")] [Dense(3)] [Dense(1, Name = [|\"hidden\"|])] partial class Net;");

    [Theory]
    [InlineData("[Dense(3, Name = \"Code\", Expose = true)] [Dense(3, Name = [|\"CodeBatch\"|], Expose = true)]", "Layer 2 'CodeBatch'", "ForwardToCodeBatch", "a method of layer 1 'Code'")]
    [InlineData("[Dense(3, Name = [|\"Code\"|], Expose = true)] [Dense(3, Name = \"ForwardToCode\")]", "Layer 1 'Code'", "ForwardToCode", "the view of layer 2 'ForwardToCode'")]
    [InlineData("[Dense(3, Expose = [|true|])] [Dense(3, Name = \"ForwardToDense1Batch\")]", "Layer 1 'Dense1'", "ForwardToDense1Batch", "the view of layer 2 'ForwardToDense1Batch'")]
    public void ExposedNameTaken(string layers, string subject, string name, string taken) => Verify(
        "NETGEN070",
        $"{subject} is exposed by the method {name}, which is also the name of {taken}. Give one of the two layers another name.",
        $"[NeuralNetwork(2)] {layers} partial class Net;");

    [Fact]
    public void ExposedNames_ThatLookAlike_AreFine() =>
        VerifyNone("[NeuralNetwork(2)] [Dense(3, Name = \"Code\", Expose = true)] [Dense(3, Name = \"CodeRows\", Expose = true)] [Dense(3, Name = \"CodeBatch\")] [Activate(Activation.Tanh, Name = \"ForwardToCode\")] partial class Net;");

    [Theory]
    [InlineData("Forward")]
    [InlineData("Train")]
    [InlineData("Layers")]
    [InlineData("ToString")]
    [InlineData("GetType")]
    [InlineData("Save")]
    [InlineData("ParameterView")]
    public void LayerNameReserved(string name) => Verify(
        "NETGEN026",
        $"Layer 1 is named '{name}', which is the name of a member every network has. Give the layer another name.",
        $"[NeuralNetwork(2)] [Dense(3, Name = [|\"{name}\"|])] partial class Net;");

    [Theory]
    [InlineData("partial class Net { int hidden; int Hidden => hidden; }")]
    [InlineData("partial class Net { void hidden() { } }")]
    [InlineData("partial class Net { class hidden; }")]
    [InlineData("partial record Net(int hidden);")]
    [InlineData("partial class Net<hidden>;")]
    [InlineData("partial class Net(int hidden) { public int Size => hidden; }")]
    public void LayerNameTaken(string declaration) => Verify(
        "NETGEN027",
        "Layer 2 is named 'hidden', but 'Net' has a member of that name. Rename the layer or the member.",
        $"[NeuralNetwork(2)] [Dense(3)] [Dense(3, Name = [|\"hidden\"|])] {declaration}");

    [Theory]
    [InlineData("InputSize", "a generated member", "partial class Net { public int [|InputSize|] => 3; }")]
    [InlineData("Parameters", "a generated member", "partial record Net(float[] [|Parameters|]);")]
    [InlineData("Parameters", "a generated member", "partial class Net(int [|Parameters|]) { public int Size = Parameters; }")]
    [InlineData("Dense2", "the view of layer 2 'Dense2'", "partial class Net(int [|Dense2|]) { public int Size = Dense2; }")]
    [InlineData("Forward", "a generated member", "partial class Net { public event Action? [|Forward|]; void Raise() => Forward?.Invoke(); }")]
    [InlineData("View", "a generated member", "partial class Net { public class [|View|]; }")]
    [InlineData("Train", "a generated member", "partial class Net<[|Train|]>;")]
    [InlineData("Summary", "a generated member", "partial class Net { string [|Summary|]() => \"\"; }")]
    [InlineData("Forward", "a generated member", "partial class Net { void [|Forward|](ReadOnlySpan<float> x, Span<float> y, Span<float> z) { } }")]
    [InlineData("Forward", "a generated member", "partial class Net { void [|Forward|](ReadOnlySpan<float> x, Span<float> y) { } }")]
    [InlineData("Initialize", "a generated member", "partial class Net { static void [|Initialize|](int x) { } }")]
    [InlineData("Dense2", "the view of layer 2 'Dense2'", "partial class Net { int [|Dense2|]() => 1; }")]
    public void MemberNameTaken(string name, string taken, string declaration) => Verify(
        "NETGEN028",
        $"'Net.{name}' has the name of {taken}. Rename it.",
        $"[NeuralNetwork(2, Loss = Loss.Huber)] [Dense(3)] [Dense(1)] {declaration}");

    [Theory]
    [InlineData("public float[] Forward(float[] input) => input;")]
    [InlineData("public void Forward(ReadOnlySpan<float> x) { }")]
    [InlineData("public int Classify(ReadOnlySpan<float> x) => 0;")]
    [InlineData("public void Train(ReadOnlySpan<float> x, int label, float learningRate) { }")]
    [InlineData("public void Forward<T>(ReadOnlySpan<float> x, Span<float> y, Span<float> z) { }")]
    [InlineData("public void Forward(in ReadOnlySpan<float> x, Span<float> y, Span<float> z) { }")]
    [InlineData("public void Train() { }")]
    [InlineData("public int Backward;")]
    public void OverloadsAndFreeNames_AreFine(string member) =>
        VerifyNone($"[NeuralNetwork(2)] [Dense(3)] public partial class Net {{ {member} }}");

    [Fact]
    public void LayersWithoutParameters_HaveNoView() =>
        VerifyNone("[NeuralNetwork(2)] [Dense(3)] [Dropout(0.5f)] [Dense(3)] public partial class Net { public int Dropout1 => 1; }").CompilerProblems.ShouldBeEmpty();

    [Theory]
    [InlineData("Train", "rename the network to get it")]
    [InlineData("Parameters", "use it through INeuralNetwork")]
    [InlineData("EvaluateBatch", "use it through ITrainableNetwork")]
    [InlineData("Dense1", "give the layer another name to get its view")]
    public void TypeNameHidesMember(string name, string cure) => Verify(
        "NETGEN029",
        $"A member cannot have the name of its type, so '{name}' gets no member '{name}'; {cure}",
        $"[NeuralNetwork(2, Loss = Loss.Huber)] [Dense(3)] partial class [|{name}|];");

    [Theory]
    [InlineData("NetGen.Runtime", "class [|Buffers|];")]
    [InlineData("NetGen.Runtime", "enum [|Math|] { None }")]
    [InlineData("NetGen.Runtime.Activations", "struct [|Relu|];")]
    [InlineData("NetGen.Runtime.Losses", "class [|Vector|]<T>;")]
    [InlineData("NetGen.Generated", "class [|Span|];")]
    [InlineData("NetGen.Generated", "class [|@var|];")]
    [InlineData("NetGen", "enum [|Activation|] { None }")]
    [InlineData("NetGen", "class [|Runtime|];")]
    [InlineData("NetGen", "namespace [|LayerInfo|] { class Any; }")]
    public void NameOfGeneratedCode(string space, string type) => Verify(
        "NETGEN043",
        $"'{Regex.Match(type, @"\[\|@?(\w+)").Groups[1].Value}' stands in the namespace {space}, where the code generated for 'Net' means another type by that name. Move it to a namespace of your own, or rename it.",
        $"namespace {space} {{ {type} }} [NetGen.NeuralNetwork(2)] [NetGen.Dense(3, activation: default)] partial class Net;");

    [Theory]
    [InlineData("NetGen.Runtime", "class Mine; delegate void Spans();")]
    [InlineData("NetGen.Generated", "class Kernels; class Mine;")]
    [InlineData("NetGen.Generated.System", "class Math;")]
    [InlineData("NetGen.Samples", "class Span; class Activation; class Buffers;")]
    [InlineData("NetGen", "class Math; class Vector; class Span; class Buffers; class Kernels; class Iris;")]
    public void OtherNames_InOurNamespaces_AreFine(string space, string types) =>
        VerifyNone($"namespace {space} {{ {types} }} [NetGen.NeuralNetwork(2, Loss = NetGen.Loss.Huber)] [NetGen.Dense(20)] partial class Net;").CompilerProblems.ShouldBeEmpty();

    [Theory]
    [InlineData("[[|Dense(3)|]] [Dense(4)] public partial class Net;")]
    [InlineData("[NeuralNetwork(2)] [Dense(1)] partial class Other; [Obsolete, [|Dense(3)|]] record Net;")]
    public async Task LayerWithoutNetwork(string markedSource)
    {
        string source = Unmark(markedSource, out string squiggle, out _);
        var diagnostics = await GeneratorDriverHarness.Analyze(source, new LayerWithoutNetworkAnalyzer());
        var diagnostic = diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("NETGEN", StringComparison.Ordinal)).ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("NETGEN030");
        diagnostic.GetMessage().ShouldBe("'Net' has a [Dense] layer but no [NeuralNetwork] attribute, so nothing is generated. Add [NeuralNetwork(inputSize)] before it.");
        GeneratorOutcome.SquiggleOf(diagnostic).ShouldBe(squiggle);
    }

    [Theory]
    [InlineData("[NeuralNetwork(2)] partial class Net; [Dense(3)] partial class Net;")]
    [InlineData("[Obsolete] class Net; [Dense(2)] struct Wrong;")]
    [InlineData("class DenseAttribute : Attribute; namespace Other { [global::Dense] class Net; }")]
    public async Task LayerWithNetwork_IsFine(string source)
    {
        var diagnostics = await GeneratorDriverHarness.Analyze(source, new LayerWithoutNetworkAnalyzer());
        diagnostics.Select(diagnostic => diagnostic.Id).ShouldNotContain("NETGEN030");
        diagnostics.Select(diagnostic => diagnostic.Id).ShouldNotContain("AD0001");
    }

    [Fact]
    public void Warning_CanBeSuppressedByPragma()
    {
        const string Source = """
            [NeuralNetwork(2)]
            #pragma warning disable NETGEN031
            [Dense(3, Activation.Relu, Slope = 0.5f)]
            #pragma warning restore NETGEN031
            partial class Net;
            """;
        GeneratorDriverHarness.Run(Source).Diagnostics.ShouldHaveSingleItem().IsSuppressed.ShouldBeTrue();
    }
}
