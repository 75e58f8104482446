namespace NetGen.Tests.Oracle.Kinds;

/// <summary>y = f(x).</summary>
internal sealed class ReferenceActivate(ActivateAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceCopy(attribute, inputShapes)
{
    public override int[] Shape => InputShapes[0];

    public override Activation Activation => attribute.Activation;

    public override double ActivationParameter => ReferenceDense.ParameterOf(attribute.Activation, attribute.Slope, attribute.Alpha);
}
