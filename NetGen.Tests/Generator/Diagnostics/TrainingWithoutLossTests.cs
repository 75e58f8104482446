using NetGen.Generator.Analyzers;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>Where a network without a loss is trained, the editor says that it has none.</summary>
public sealed class TrainingWithoutLossTests
{
    private const string Id = "NETGEN041";

    [Theory]
    [InlineData("net.[|Train|](x, y, 0.1f);", "there is no 'Train'")]
    [InlineData("net?.[|TrainBatch|](x, y, 0.1f);", "there is no 'TrainBatch'")]
    [InlineData("float loss = net.[|Backward|](x, y, g);", "there is no 'Backward'")]
    [InlineData("new Net().[|EvaluateBatch|](x, y, g);", "there is no 'EvaluateBatch'")]
    [InlineData("var trainer = new Trainer([|net|], new() { Optimizer = Optimizer.Adam(0.1f) });", "it is no ITrainableNetwork")]
    [InlineData("GradientCheck.Run([|net|], x, y);", "it is no ITrainableNetwork")]
    public async Task Training_IsToldThatThereIsNoLoss(string statement, string consequence)
    {
        string source = DiagnosticVerifier.Unmark($$"""
            [NeuralNetwork(2)] [Dense(3, Activation.Softmax)] partial class Net;
            static class User { static void Do(Net net, float[] x, float[] y, float[] g) { {{statement}} } }
            """, out string squiggle, out _);
        var found = (await GeneratorDriverHarness.Analyze(source, new TrainingWithoutLossAnalyzer())).Where(diagnostic => diagnostic.Id == Id).ShouldHaveSingleItem();
        found.GetMessage().ShouldBe($"'Net' has no loss, so {consequence}. Write Loss = Loss.CrossEntropy, or another loss, into its [NeuralNetwork] attribute.");
        GeneratorOutcome.SquiggleOf(found).ShouldBe(squiggle);
    }

    [Theory]
    [InlineData("[Dense(1)]", "MeanSquaredError")]
    [InlineData("[Dense(1, Activation.Sigmoid)]", "BinaryCrossEntropy")]
    [InlineData("[Dense(2, activation: Activation.Softmax)]", "CrossEntropy")]
    [InlineData("[Dense(3, Activation.Tanh)]", "MeanSquaredError")]
    public async Task TheLossThatIsNamed_FitsTheLastLayer(string layer, string loss)
    {
        string source = $"[NeuralNetwork(2)] {layer} partial class Net {{ void Learn() => Train([1, 2], [3], 0.1f); }}";
        var found = (await GeneratorDriverHarness.Analyze(source, new TrainingWithoutLossAnalyzer())).Where(diagnostic => diagnostic.Id == Id).ShouldHaveSingleItem();
        found.GetMessage().ShouldContain($"Loss = Loss.{loss},");
        GeneratorDriverHarness.Run($"[NeuralNetwork(2, Loss = Loss.{loss})] {layer} partial class Net {{ void Learn() => Train([1, 2], [3], 0.1f); }}").CompilerProblems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[NeuralNetwork(2, Loss = Loss.Huber)] [Dense(3)] partial class Net { void Do(Net net) => net.Train([1], [2], 3); }")]
    [InlineData("[NeuralNetwork(2, CustomLoss = typeof(Net))] [Dense(3)] partial class Net { void Do(Net net) => net.Backward(1); }")]
    [InlineData("[NeuralNetwork(2)] [Dense(3)] partial class Net { public void Train() { } void Do(Net net) { net.Train(); Train(); net.Train(1); } }")]
    [InlineData("class Net { void Do(Net net) { net.Train(); Train(); } }")]
    [InlineData("[NeuralNetwork(2)] [Dense(3)] partial class Net { void Do(Net net, Other other) { other.Train(net); Console.Write(net.Wrong()); Do(net); } } class Other { public void Train(Net net) { } }")]
    public async Task OtherFaults_AreNotMistakenForIt(string source) =>
        (await GeneratorDriverHarness.Analyze(source, new TrainingWithoutLossAnalyzer())).Select(diagnostic => diagnostic.Id).ShouldNotContain(id => id == Id || id == "AD0001");
}
