using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>The public members that are emitted are those that names are checked against, and a network's size changes none of them.</summary>
public sealed class SurfaceTests
{
    private static readonly SurfacePlan Plain = new(HasLoss: false, HasClassTargets: false, HasClasses: false, HasInputGradients: false, IsRandom: false);
    private static readonly SurfacePlan Trained = Plain with { HasLoss = true };
    private static readonly SurfacePlan Classes = Trained with { HasClasses = true, HasClassTargets = true };

    /// <summary>What is shown, and networks of every size that show it.</summary>
    private static readonly (SurfacePlan Surface, string[] Networks)[] Cases =
    [
        (Plain, ["[NeuralNetwork(4)] [Dense(3)]", "[NeuralNetwork(1)] [Dense(1)]", "[NeuralNetwork(16)] [Dense(6000)] [Dense(4)]", "[NeuralNetwork(16, StackBudget = 1024)] [Dense(6000, Activation.Relu)] [Dense(4)]"]),
        (Plain with { HasClasses = true }, ["[NeuralNetwork(4)] [Dense(1, Activation.Sigmoid)]", "[NeuralNetwork(4)] [Dense(5000, Activation.Softmax)]", "[NeuralNetwork(300)] [Dense(40, Activation.Sigmoid)]"]),
        (Trained,
        [
            "[NeuralNetwork(2, Loss = Loss.MeanSquaredError)] [Dense(3, Activation.Tanh)] [Dense(1)]",
            "[NeuralNetwork(4, Loss = Loss.MeanSquaredError)] [Dense(3, Activation.Tanh)]",
            "[NeuralNetwork(20, Loss = Loss.Huber)] [Dense(40, Activation.Gelu)] [Dense(5)]",
            "[NeuralNetwork(16, Loss = Loss.SumOfSquares)] [Dense(1200, Activation.Relu)] [Dense(4)]",
            "[NeuralNetwork(16, Loss = Loss.SumOfSquares)] [Dense(6000, Activation.Relu)] [Dense(4)]",
            "[NeuralNetwork(1, Loss = Loss.MeanAbsoluteError)] [Dense(5000)]",
            "[NeuralNetwork(4, CustomLoss = typeof(LogCosh))] [Dense(3)]",
        ]),
        (Trained with { HasClasses = true }, ["[NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy)] [Dense(3, Activation.Sigmoid)]", "[NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy)] [Dense(1, Activation.Sigmoid)]", "[NeuralNetwork(9, Loss = Loss.MeanSquaredError)] [Dense(5000, Activation.Sigmoid)]"]),
        (Classes,
        [
            "[NeuralNetwork(4, Loss = Loss.CrossEntropy)] [Dense(3, Activation.Softmax)]",
            "[NeuralNetwork(4, Loss = Loss.KullbackLeibler)] [Dense(3, Activation.Softmax)]",
            "[NeuralNetwork(4, Loss = Loss.Hinge)] [Dense(3)]",
            "[NeuralNetwork(4, Loss = Loss.SquaredHinge)] [Dense(5000)]",
            "[NeuralNetwork(4, Loss = Loss.CrossEntropy)] [Dense(5000, Activation.Softmax)]",
            "[NeuralNetwork(784, Loss = Loss.CrossEntropy, StackBudget = 1024)] [Dense(4096, Activation.Relu)] [Dense(10, Activation.Softmax)]",
            "[NeuralNetwork(400_000, Loss = Loss.CrossEntropy)] [Dense(300, Activation.Relu)] [Dense(30, Activation.Softmax)]",
        ]),
        (Plain with { HasInputGradients = true }, ["[NeuralNetwork(4, InputGradients = true)] [Dense(3)]", "[NeuralNetwork(16, InputGradients = true)] [Dense(6000)] [Dense(4)]"]),
        (Classes with { HasInputGradients = true },
            ["[NeuralNetwork(16, Loss = Loss.CrossEntropy, InputGradients = true)] [Dense(8)] [Dense(4, Activation.Softmax)]", "[NeuralNetwork(16, Loss = Loss.CrossEntropy, InputGradients = true)] [Dense(6000)] [Dense(4, Activation.Softmax)]"]),
        (Trained with { HasInputGradients = true, IsRandom = true },
            ["[NeuralNetwork(4, Loss = Loss.Huber, InputGradients = true)] [Dropout(0.1f)] [Dense(9)] [Dropout(0.5f)] [Dense(3)]"]),
        (Plain with { Exposed = new(["Code"]) }, ["[NeuralNetwork(4)] [Dense(3, Name = \"Code\", Expose = true)] [Dense(2)]", "[NeuralNetwork(4)] [Dense(6000)] [Dense(300, Name = \"Code\", Expose = true)] [Dense(2)]"]),
        (Classes with { IsRandom = true },
            ["[NeuralNetwork(784, Loss = Loss.Hinge, StackBudget = 1024)] [Dense(4096, Activation.Relu)] [Dropout(0.5f)] [Dense(10)]", "[NeuralNetwork(4, Loss = Loss.Hinge)] [Dropout(0.5f)] [Dense(10)]"]),
    ];

    public static TheoryData<string> Networks => [.. Cases.SelectMany(item => item.Networks)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void EmittedMembers_AreThoseOfTheSurface_WhateverTheSize(string attributes)
    {
        SurfacePlan surface = Cases.Single(item => item.Networks.Contains(attributes)).Surface;
        ISymbol[] members = MembersOf(Network(attributes));
        members.OfType<IMethodSymbol>().Select(Signature).ShouldBe(
            surface.Methods.Select(method => $"{method.Name}({string.Join(", ", method.Parameters.Select(parameter => $"{parameter.TypeOf()} {parameter.NameOf()}"))})"), ignoreOrder: true);
        members.Where(member => member is not IMethodSymbol).Select(member => member.Name).ShouldBe(SurfacePlan.Constants.Concat(SurfacePlan.Properties), ignoreOrder: true);
        foreach (ISymbol member in members)
            surface.CollidesWith(member).ShouldBeTrue(member.ToDisplayString());
    }

    [Fact]
    public void AWorkspace_IsBehindAContext_SoThatAFourthSpanIsTheInputsGradients()
    {
        foreach (SurfaceMethod method in SurfacePlan.All.Methods.Where(method => method.Pass is not (PublicPass.Forward or PublicPass.ForwardBatch or PublicPass.EvaluateBatch)))
        {
            var parameters = method.Parameters.ToList();
            if (method.TakesWorkspace)
                parameters[^2].ShouldBe(Parameter.Context, method.Name);
        }
    }

    [Fact]
    public void EmittedNames_AreReserved()
    {
        var symbol = Network("[NeuralNetwork(784, Loss = Loss.CrossEntropy, StackBudget = 1024, InputGradients = true)] [Dense(4096, Activation.Relu)] [Dense(10, Activation.Softmax)]");
        foreach (string name in symbol.GetMembers().Concat(symbol.GetTypeMembers().SelectMany(type => type.GetMembers()))
            .Where(member => member.CanBeReferencedByName && !member.Name.StartsWith("Dense", StringComparison.Ordinal) && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Select(member => member.Name).Distinct())
        {
            MemberNames.IsReserved(name).ShouldBeTrue(name);
        }
    }

    private static string Signature(IMethodSymbol method) =>
        $"{method.Name}({string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type.ToDisplayString()} {parameter.Name}"))})";

    /// <summary>A network's public members other than constructors, views of layers and the type of <c>View</c>.</summary>
    private static ISymbol[] MembersOf(INamedTypeSymbol network) =>
    [
        .. network.GetMembers().Where(member =>
            member.DeclaredAccessibility == Accessibility.Public
            && member is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }
            && !member.Name.StartsWith("Dense", StringComparison.Ordinal) && member.Name != "Code"),
    ];

    private static INamedTypeSymbol Network(string attributes)
    {
        var outcome = GeneratorDriverHarness.Run(attributes + """
             public partial class Net;
            public readonly struct LogCosh : ILoss
            {
                public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) => 0;
            }
            """);
        outcome.CompilerProblems.ShouldBeEmpty();
        return outcome.Output.GetTypeByMetadataName("Net")!;
    }
}
