using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator;
using NetGen.Generator.Layers.Dense;
using NetGen.Generator.Model;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>What parsing understands of a user's source.</summary>
public sealed class ParsingTests
{
    [Fact]
    public void Network_IsReadInFull()
    {
        var spec = Parse(
            """
            namespace Some.@namespace;

            [NeuralNetwork(4, Loss = Loss.Huber, Reduction = Reduction.Sum, Delta = 0.5f, StackBudget = 2048)]
            [Dense(16, Activation.LeakyRelu, Name = "hidden", Slope = 0.25f, L1 = 0.1f, L2 = 0.2f, MaxNorm = 3)]
            [Dense(2, Initializer = Initializer.Normal, InitialBias = -1, TrainWeights = false)]
            public sealed partial class Net;
            """);

        spec.InputSize.ShouldBe(4);
        spec.StackBudget.ShouldBe(2048);
        spec.Loss.ShouldBe(new LossSpec(LossKind.Huber, null, ReductionKind.Sum, Delta: 0.5f, Margin: 1));
        spec.Layers.Select(layer => layer.Spec).ShouldBe(
        [
            new DenseSpec("hidden", 16, ActivationKind.LeakyRelu, 0.25f, true, InitializerKind.HeNormal, 0, 0, true, true, 0.1f, 0.2f, 3),
            new DenseSpec("Dense1", 2, ActivationKind.Identity, 0, true, InitializerKind.Normal, 0.01f, -1, false, true, 0, 0, 0),
        ]);
        spec.Type.Namespace.ShouldBe("Some.@namespace");
        spec.Type.HintName.ShouldBe("Some.namespace.Net.g.cs");
    }

    [Fact]
    public void Defaults_AreFilledIn()
    {
        var spec = Parse("[NeuralNetwork(4)] [Dense(1)] partial class Net;");
        spec.StackBudget.ShouldBe(65_536);
        spec.Loss.ShouldBe(new LossSpec(LossKind.None, null, ReductionKind.Mean, 1, 1));
        spec.Layers.ShouldHaveSingleItem().Spec.ShouldBe(
            new DenseSpec("Dense1", 1, ActivationKind.Identity, 0, true, InitializerKind.GlorotUniform, 0, 0, true, true, 0, 0, 0));
    }

    [Theory]
    [InlineData(new[] { "Dense1", "Dense2", "Dense3" }, "[Dense(1)] [Dense(1)] [Dense(1)]")]
    [InlineData(new[] { "Dense2", "Dense3", "Dense1" }, "[Dense(1)] [Dense(1)] [Dense(1, Name = \"Dense1\")]")]
    [InlineData(new[] { "a", "Dense1", "Dense3" }, "[Dense(1, Name = \"a\")] [Dense(1, Name = null)] [Dense(1, Name = \"Dense3\")]")]
    [InlineData(new[] { "Dense1", "Dense2" }, "[Dense(1), Dense(1)]")]
    public void UnnamedLayers_GetTheFirstFreeName(string[] names, string layers) =>
        Parse($"[NeuralNetwork(4)] {layers} partial class Net;").Layers.Select(layer => layer.Spec.Name).ShouldBe(names);

    [Theory]
    [InlineData(Activation.Relu, Initializer.HeNormal)]
    [InlineData(Activation.LeakyRelu, Initializer.HeNormal)]
    [InlineData(Activation.Elu, Initializer.HeNormal)]
    [InlineData(Activation.Gelu, Initializer.HeNormal)]
    [InlineData(Activation.GeluTanh, Initializer.HeNormal)]
    [InlineData(Activation.Silu, Initializer.HeNormal)]
    [InlineData(Activation.Mish, Initializer.HeNormal)]
    [InlineData(Activation.HardSwish, Initializer.HeNormal)]
    [InlineData(Activation.Softplus, Initializer.HeNormal)]
    [InlineData(Activation.Selu, Initializer.LeCunNormal)]
    [InlineData(Activation.Identity, Initializer.GlorotUniform)]
    [InlineData(Activation.Sigmoid, Initializer.GlorotUniform)]
    [InlineData(Activation.Tanh, Initializer.GlorotUniform)]
    [InlineData(Activation.Softsign, Initializer.GlorotUniform)]
    [InlineData(Activation.HardSigmoid, Initializer.GlorotUniform)]
    [InlineData(Activation.HardTanh, Initializer.GlorotUniform)]
    [InlineData(Activation.Softmax, Initializer.GlorotUniform)]
    public void DefaultInitializer_FollowsTheActivation(Activation activation, Initializer initializer)
    {
        var layer = ParseDense($"Activation.{activation}");
        layer.Activation.ToString().ShouldBe(activation.ToString());
        layer.Initializer.ToString().ShouldBe(initializer.ToString());
    }

    [Theory]
    [InlineData("Initializer = Initializer.Normal", 0.01f)]
    [InlineData("Initializer = Initializer.Uniform", 0.05f)]
    [InlineData("Initializer = Initializer.Constant", 0)]
    [InlineData("Initializer = Initializer.Constant, InitializerScale = -2", -2)]
    [InlineData("Initializer = Initializer.HeUniform", 0)]
    public void InitializerScale_HasADefaultOfItsOwn(string arguments, float scale) => ParseDense(arguments).InitializerScale.ShouldBe(scale);

    [Theory]
    [InlineData("Activation.LeakyRelu", 0.01f)]
    [InlineData("Activation.Elu", 1)]
    [InlineData("Activation.Elu, Alpha = 0.5f", 0.5f)]
    [InlineData("Activation.Relu", 0)]
    public void ActivationParameter_IsThatOfTheActivation(string arguments, float parameter) => ParseDense(arguments).ActivationParameter.ShouldBe(parameter);

    [Theory]
    [InlineData("partial class Net;", "class", "Net", "", "Net.g.cs")]
    [InlineData("internal sealed partial record Net(int X);", "record", "Net", "", "Net.g.cs")]
    [InlineData("partial record class Net;", "record", "Net", "", "Net.g.cs")]
    [InlineData("partial class @class;", "class", "@class", "", "class.g.cs")]
    [InlineData("partial class @record;", "class", "@record", "", "record.g.cs")]
    [InlineData("partial class net;", "class", "@net", "", "net.g.cs")]
    [InlineData("partial class Net<T, @in> where T : struct;", "class", "Net", "<T, @in>", "Net{2}.g.cs")]
    [InlineData("partial class Ne\u0301t;", "class", "Ne\u0301t", "", "Ne(0301)t.g.cs")]
    public void Type_IsReopenedAsItIs(string declaration, string keyword, string name, string typeParameters, string hintName)
    {
        var type = Parse("[NeuralNetwork(4)] [Dense(1)] " + declaration).Type;
        type.Namespace.ShouldBeNull();
        type.Keyword.ShouldBe(keyword);
        type.EscapedName.ShouldBe(name);
        type.Name.ShouldBe(name.TrimStart('@'));
        type.TypeParameters.ShouldBe(typeParameters);
        type.HintName.ShouldBe(hintName);
        type.ContainingTypes.ShouldBeEmpty();
    }

    [Fact]
    public void ContainingTypes_AreReopenedAsTheyAre()
    {
        var type = Parse(
            """
            namespace A { namespace B.C {
            public static partial class Outer<T> where T : new() {
            partial interface IMiddle {
            ref partial struct @struct {
            readonly partial record struct Point(int X) {
            abstract partial record Shape {
                [NeuralNetwork(4)] [Dense(1)] protected internal partial class Net;
            } } } } } } }
            """).Type;
        type.Namespace.ShouldBe("A.B.C");
        type.ContainingTypes.ShouldBe(
            ["partial class Outer<T>", "partial interface IMiddle", "partial struct @struct", "partial record struct Point", "partial record Shape"]);
        type.HintName.ShouldBe("A.B.C.Outer{1}.IMiddle.struct.Point.Shape.Net.g.cs");
    }

    [Theory]
    [InlineData("class Net;", false, false, false, false)]
    [InlineData("class Net();", true, false, true, true)]
    [InlineData("class Net(int seed);", false, true, true, true)]
    [InlineData("record Net(string Name);", false, false, true, true)]
    [InlineData("class Net { public Net() { } }", true, false, true, false)]
    [InlineData("class Net { Net(int s) { } }", false, true, true, false)]
    [InlineData("class Net { public Net(ref int s) { } }", false, false, true, false)]
    [InlineData("class Net { static Net() { } }", false, false, false, false)]
    [InlineData("class Net; partial class Net { Net(long s) { } }", false, false, true, false)]
    public void Constructors_AreNoted(string declaration, bool parameterless, bool seed, bool any, bool primary)
    {
        var type = Parse("[NeuralNetwork(4)] [Dense(1)] partial " + declaration).Type;
        (type.HasParameterlessConstructor, type.HasSeedConstructor, type.HasAnyConstructor, type.HasPrimaryConstructor).ShouldBe((parameterless, seed, any, primary));
    }

    [Fact]
    public void Members_AreNoted_WithoutAccessorsAndConstructors()
    {
        var type = Parse(
            """
            [NeuralNetwork(4)] [Dense(1)]
            partial record Net<T>(int Size) : IDisposable
            {
                int b, a;
                public int Property { get; set; }
                public event Action? Happened { add { } remove { } }
                void Method(int x) { }
                void Method() { }
                public int this[int i] => i;
                public static Net<T> operator +(Net<T> x) => x;
                void IDisposable.Dispose() { }
                class Nested;
            }
            partial record Net<T> { const int Constant = 1; }
            """).Type;
        type.MemberNames.ShouldBe(["Constant", "Happened", "Method", "Nested", "Property", "Size", "T", "a", "b"]);
    }

    [Fact]
    public void CustomLoss_IsNamedInFull()
    {
        const string Body = ": ILoss { public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) => 0; }";
        var spec = Parse($"namespace @if {{ class Outer<T> {{ public struct Mine {Body} }} [NeuralNetwork(4, CustomLoss = typeof(Outer<int>.Mine))] [Dense(1)] partial class Net; }}");
        spec.Loss.ShouldBe(new LossSpec(LossKind.None, "global::@if.Outer<int>.Mine", ReductionKind.Mean, 1, 1, EvaluatesItself: false));
    }

    [Fact]
    public void CustomLoss_MayEvaluateItself()
    {
        const string Body = "{ public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) => 0;"
            + " public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target) => 0; static TargetRange ILoss.Targets => TargetRange.UnitInterval; }";
        Parse($"struct Mine : ILoss {Body} [NeuralNetwork(4, CustomLoss = typeof(Mine))] [Dense(1)] partial class Net;").Loss.EvaluatesItself.ShouldBeTrue();
    }

    [Fact]
    public void HintNames_AreUnique_EvenWhereFilesIgnoreCase()
    {
        var outcome = GeneratorDriverHarness.Run(
            """
            namespace One { [NeuralNetwork(1)] [Dense(1)] partial class Net; [NeuralNetwork(1)] [Dense(1)] partial class NET; [NeuralNetwork(1)] [Dense(1)] partial class Net<T>; }
            namespace ONE { [NeuralNetwork(1)] [Dense(1)] partial class Net; }
            """);
        outcome.Exception.ShouldBeNull();
        outcome.Files.Select(file => file.HintName).ShouldBe(
            ["One(100).Net(100).g.cs", "One(100).NET(111).g.cs", "One(100).Net{1}(100).g.cs", "ONE(111).Net.g.cs"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AllowUnsafe_IsTheProjects(bool allowUnsafe) =>
        Parse("[NeuralNetwork(1)] [Dense(1)] partial class Net;", allowUnsafe).Type.AllowUnsafe.ShouldBe(allowUnsafe);

    private static DenseSpec ParseDense(string arguments) =>
        (DenseSpec)Parse($"[NeuralNetwork(4)] [Dense(2, {arguments})] partial class Net;").Layers.ShouldHaveSingleItem().Spec;

    private static NetworkGraph Parse(string source, bool allowUnsafe = true)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.Compile([source], allowUnsafe: allowUnsafe);
        var result = GeneratorDriverHarness.CreateDriver(compilation, trackSteps: true).RunGenerators(compilation).GetRunResult();
        result.Diagnostics.ShouldBeEmpty();
        return (NetworkGraph)result.Results[0].TrackedSteps[TrackingNames.Graph].ShouldHaveSingleItem().Outputs.ShouldHaveSingleItem().Value;
    }
}
