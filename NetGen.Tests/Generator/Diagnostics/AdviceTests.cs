using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>Who does what a diagnostic says has a network without a diagnostic, whatever loss and last layer they began with.</summary>
public sealed class AdviceTests
{
    private const string Mine = " struct Mine : ILoss { public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) => 0; }";

    public static TheoryData<string> Losses => [.. Enum.GetNames<Loss>(), "Mine"];

    [Theory]
    [MemberData(nameof(Losses))]
    public void EveryAdvice_OnALossAndItsHead_Compiles(string loss)
    {
        foreach (string activation in Enum.GetNames<Activation>())
        {
            foreach (int units in new[] { 1, 2, 3 })
            {
                var choice = new Choice(loss, activation, units);
                foreach (Diagnostic diagnostic in choice.Diagnose())
                {
                    string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
                    string[] advice = Regex.Match(message, @"Use (.*)\.$").Groups[1].Value.Split(", or ");
                    advice.ShouldNotBeEmpty(message);
                    foreach (string way in advice)
                    {
                        Choice followed = choice.Follow(way);
                        followed.ShouldNotBe(choice, $"'{way}' of '{message}' says nothing that could be done");
                        followed.Diagnose().ShouldBeEmpty($"{choice} and '{way}'");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("Relu")]
    [InlineData("Softmax")]
    public void AdviceOnASoftmaxWithinTheNetwork_Compiles(string head)
    {
        string Source(string inner) => $"[NeuralNetwork(2, Loss = Loss.Huber)] [Dense({inner})] [Dense(3, Activation.{head})] partial class Net;";
        GeneratorDriverHarness.Run(Source("1, Activation.Softmax")).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NETGEN019");
        GeneratorDriverHarness.Run(Source("1, Activation.Sigmoid")).Diagnostics.ShouldBeEmpty();
        GeneratorDriverHarness.Run(Source("2, Activation.Softmax")).Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void MembersThatATypesNameHides_AreWhereTheWarningSays()
    {
        foreach (string name in SurfacePlan.All.Names)
        {
            string around = MemberNames.WayAround(name);
            Match match = Regex.Match(around, @"use it through (\w+)$");
            if (!match.Success)
            {
                around.ShouldBe("rename the network to get it");
                continue;
            }

            Type contract = match.Groups[1].Value == nameof(INeuralNetwork) ? typeof(INeuralNetwork) : typeof(ITrainableNetwork);
            contract.GetMember(name).ShouldNotBeEmpty($"{around}: {name}");
        }
    }

    /// <summary>A network's loss and last layer.</summary>
    private sealed record Choice(string Loss, string Activation, int Units)
    {
        public Diagnostic[] Diagnose()
        {
            string loss = Loss == "Mine" ? "CustomLoss = typeof(Mine)" : $"Loss = Loss.{Loss}";
            return [.. GeneratorDriverHarness.Run($"[NeuralNetwork(2, {loss})] [Dense(4)] [Dense({Units}, Activation.{Activation})] partial class Net;{Mine}").Diagnostics];
        }

        public Choice Follow(string advice)
        {
            Match loss = Regex.Match(advice, @"Loss\.(\w+)"), activation = Regex.Match(advice, @"Activation\.(\w+)"), units = Regex.Match(advice, @"(\d) units|at least (\d)");
            return new Choice(
                loss.Success ? loss.Groups[1].Value : Loss,
                activation.Success ? activation.Groups[1].Value : Activation,
                units.Success ? int.Parse(units.Groups[1].Value + units.Groups[2].Value, CultureInfo.InvariantCulture) : Units);
        }
    }
}
