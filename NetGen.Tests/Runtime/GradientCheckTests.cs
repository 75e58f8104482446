using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>What tells users whether gradients are right.</summary>
public class GradientCheckTests
{
    [Fact]
    public void Gradients_can_be_checked()
    {
        var network = new LinearNetwork(3, 4, tellsClasses: true);
        float[] inputs = [0.1f, -0.4f, 0.9f, 1, 0.3f, -0.2f], targets = [0, 1, 0, 0, 0.2f, 0.2f, 0.5f, 0.1f], before = network.Parameters.ToArray();
        GradientCheckResult right = GradientCheck.Run(network, inputs, targets);
        right.IsRight.ShouldBeTrue(right.ToString());
        network.Parameters.ToArray().ShouldBe(before);

        // A network that claims twice the loss it differentiates is found out.
        var wrong = new LinearNetwork(3, 4, tellsClasses: true) { OnRow = _ => inputs[0] += 0.5f };
        GradientCheckResult found = GradientCheck.Run(wrong, inputs, targets);
        found.IsRight.ShouldBeFalse();
        found.Layer.ShouldBe("Dense1");
        found.Parameter.ShouldStartWith("weight [");
    }
}
