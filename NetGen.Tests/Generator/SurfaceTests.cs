using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>The public members that are emitted are those that names are checked against.</summary>
public sealed class SurfaceTests
{
    private const string SmallStack =
        "[NeuralNetwork(784, Loss = Loss.CrossEntropy, StackBudget = 1024)] [Dense(4096, Activation.Relu)] [Dense(10, Activation.Softmax)]";

    public static TheoryData<string> Networks =>
    [
        "[NeuralNetwork(4)] [Dense(3)]",
        "[NeuralNetwork(4)] [Dense(1, Activation.Sigmoid)]",
        "[NeuralNetwork(4, Loss = Loss.MeanSquaredError)] [Dense(3, Activation.Tanh)]",
        "[NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy)] [Dense(3, Activation.Sigmoid)]",
        "[NeuralNetwork(4, Loss = Loss.CrossEntropy)] [Dense(3, Activation.Softmax)]",
        "[NeuralNetwork(4, Loss = Loss.KullbackLeibler)] [Dense(3, Activation.Softmax)]",
        "[NeuralNetwork(4, Loss = Loss.Hinge)] [Dense(3)]",
        "[NeuralNetwork(4, Loss = Loss.SquaredHinge)] [Dense(3)]",
        "[NeuralNetwork(4, InputGradients = true)] [Dense(3)]",
        "[NeuralNetwork(4, Loss = Loss.Huber, InputGradients = true)] [Dropout(0.1f)] [Dense(9)] [Dropout(0.5f)] [Dense(3)]",
        "[NeuralNetwork(4, Loss = Loss.CrossEntropy, InputGradients = true)] [Dense(9)] [Dropout(0.5f)] [Dense(3, Activation.Softmax)]",
        "[NeuralNetwork(784, Loss = Loss.Hinge, InputGradients = true, StackBudget = 1024)] [Dense(4096, Activation.Relu)] [Dropout(0.5f)] [Dense(10)]",
        "[NeuralNetwork(400_000, Loss = Loss.CrossEntropy)] [Dense(300, Activation.Relu)] [Dense(30, Activation.Softmax)]",
        SmallStack,
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryEmittedMember_IsKnownToTheNameRules(string attributes)
    {
        var (loss, head, members) = Emit(attributes);
        var generated = GeneratedMembers.Of(loss, head, attributes.Contains("InputGradients"), attributes.Contains("Dropout"));
        foreach (ISymbol member in members)
            generated.CollidesWith(member).ShouldBeTrue(member.ToDisplayString());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryKnownName_IsEmitted(string attributes)
    {
        var (loss, head, members) = Emit(attributes);
        var names = members.Select(member => member.Name).Append("WorkspaceLength").Distinct();
        names.ShouldBe(GeneratedMembers.Of(loss, head, attributes.Contains("InputGradients"), attributes.Contains("Dropout")).Names, ignoreOrder: true);
    }

    [Fact]
    public void EmittedNames_AreReserved()
    {
        var symbol = Network(SmallStack);
        foreach (string name in symbol.GetMembers().Concat(symbol.GetTypeMembers().SelectMany(type => type.GetMembers()))
            .Where(member => member.CanBeReferencedByName && !member.Name.StartsWith("Dense", StringComparison.Ordinal) && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Select(member => member.Name).Distinct())
        {
            GeneratedMembers.IsReserved(name).ShouldBeTrue(name);
        }
    }

    /// <summary>A network's public members other than constructors, views of layers and the type of <c>View</c>.</summary>
    private static (LossSpec Loss, ActivationKind Head, ISymbol[] Members) Emit(string attributes)
    {
        var symbol = Network(attributes);
        var loss = symbol.GetAttributes()[0].NamedArguments.FirstOrDefault(argument => argument.Key == "Loss").Value.Value as int? ?? 0;
        int head = (int)symbol.GetAttributes().Last(attribute => attribute.AttributeClass!.Name == nameof(DenseAttribute)).ConstructorArguments[1].Value!;
        var members = symbol.GetMembers().Where(member =>
            member.DeclaredAccessibility == Accessibility.Public
            && member is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }
            && !member.Name.StartsWith("Dense", StringComparison.Ordinal));
        return (new LossSpec((LossKind)loss, null, ReductionKind.Mean, 1, 1), (ActivationKind)head, [.. members]);
    }

    private static INamedTypeSymbol Network(string attributes)
    {
        var outcome = GeneratorDriverHarness.Run(attributes + " public partial class Net;");
        outcome.CompilerProblems.ShouldBeEmpty();
        return outcome.Output.GetTypeByMetadataName("Net")!;
    }
}
