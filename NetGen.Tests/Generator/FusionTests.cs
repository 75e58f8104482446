using NetGen.Generator.Model;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>The rewrites of passes, asked of the plan.</summary>
public sealed class FusionTests
{
    [Theory]
    [InlineData("Relu", true)]
    [InlineData("Tanh", false)]
    [InlineData("Gelu", false)]
    public void ActivationGoesIntoStore_WhereItIsCheap(string activation, bool isFused)
    {
        NetworkPlan plan = Plans.Of($"[NeuralNetwork(40, Loss = Loss.MeanSquaredError)] [Dense(40, Activation.{activation})] [Dense(40)]");
        plan.Layers[0].Matrix!.Activation.IsIdentity.ShouldBe(!isFused);
        plan.Passes.Count(pass => pass.Steps.Any(step => step is ActivationStep)).ShouldBe(isFused ? 0 : plan.Passes.Count);
    }

    [Fact]
    public void ActivationStays_WhereSumsWaitInTheOutputRow() =>
        Plans.Of("[NeuralNetwork(530)] [Dense(512, Activation.Relu)] [Dense(3)]").Layers[0].Matrix!.Activation.IsIdentity.ShouldBeTrue();

    [Fact]
    public void Head_WritesToTheUser_WhereRowsAreWhole()
    {
        NetworkPlan whole = Plans.Of("[NeuralNetwork(40)] [Dense(32, Activation.Relu)]"), padded = Plans.Of("[NeuralNetwork(40)] [Dense(33, Activation.Relu)]");
        whole.Pass("ForwardRows").Length.ShouldBe(default);
        whole.Pass("ForwardRows").Steps.ShouldNotContain(step => step is CopyStep);
        padded.Pass("ForwardRows").Steps.ShouldContain(step => step is CopyStep);
        padded.Pass("ForwardRows").Length.PerRow.ShouldBe(48);
    }

    [Fact]
    public void Head_OfOneOutput_IsNotPadded()
    {
        NetworkPlan plan = Plans.Of("[NeuralNetwork(8, Loss = Loss.BinaryCrossEntropy)] [Dense(16, Activation.Relu)] [Dense(1, Activation.Sigmoid)]");
        plan.Values.Single(value => value.Name == "z2").RowStride.ShouldBe(1);
        plan.Pass("ForwardRows").Steps.ShouldNotContain(step => step is CopyStep);
    }

    [Theory]
    [InlineData("Loss.CrossEntropy", "Softmax")]
    [InlineData("Loss.BinaryCrossEntropy", "Sigmoid")]
    public void Loss_TakesWhatStandsBeforeItsActivation(string loss, string activation)
    {
        NetworkPlan plan = Plans.Of($"[NeuralNetwork(8, Loss = {loss})] [Dense(20, Activation.Relu)] [Dense(5, Activation.{activation})]");
        PassPlan training = plan.Pass("BackwardRows"), inference = plan.Pass("ForwardRows");
        training.Steps.ShouldNotContain(step => step is ActivationStep);
        training.Steps.OfType<LossStep>().Single().TakesActivation.ToString().ShouldBe(activation);
        var order = inference.Steps.Select(step => step.GetType()).ToList();
        order.IndexOf(typeof(LossStep)).ShouldBeLessThan(order.IndexOf(typeof(ActivationStep)));
        plan[training.Steps.OfType<LossStep>().Single().Outputs].Name.ShouldBe("z2");
    }

    [Fact]
    public void OneName_StandsForOneValue_InAllPasses()
    {
        NetworkPlan plan = Plans.Of("[NeuralNetwork(8, Loss = Loss.CrossEntropy)] [Dense(20, Activation.Silu)] [Dense(5, Activation.Softmax)]");
        plan.Values.Select(value => value.Name).ShouldBeUnique();
        plan.Values.Where(value => value.Kind == ValueKind.Buffer).Select(value => value.Name).ShouldBe(["h1", "h2", "z2", "z1", "d2", "d1"], ignoreOrder: true);
    }
}
