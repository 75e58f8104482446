namespace NetGen.Tests.Support;

/// <summary>Derivatives of activations in double precision as functions of what the forward pass saves.</summary>
internal static class SavedDerivative
{
    /// <summary>Whether the output is saved; else it is the pre-activation.</summary>
    public static bool IsOfOutput(Activation activation) => activation is
        Activation.Sigmoid or Activation.Tanh or Activation.Relu or Activation.LeakyRelu or Activation.Elu
        or Activation.Selu or Activation.HardTanh or Activation.HardSigmoid;

    public static double Of(Activation activation, double parameter, double saved)
    {
        const double SeluLambdaAlpha = ReferenceActivation.SeluLambda * ReferenceActivation.SeluAlpha;
        return activation switch
        {
            Activation.Sigmoid => saved * (1 - saved),
            Activation.Tanh => (1 - saved) * (1 + saved),
            Activation.Relu => saved > 0 ? 1 : 0,
            Activation.LeakyRelu => saved > 0 ? 1 : parameter,
            Activation.Elu => saved > 0 ? 1 : saved + parameter,
            Activation.Selu => saved > 0 ? ReferenceActivation.SeluLambda : saved + SeluLambdaAlpha,
            Activation.HardSigmoid => saved is > 0 and < 1 ? 1.0 / 6 : 0,
            Activation.HardTanh => saved is > -1 and < 1 ? 1 : 0,
            Activation.HardSwish => saved < -3 ? 0 : saved <= 3 ? (saved + 1.5) / 3 : 1, // PyTorch's choice at the kinks
            _ => ReferenceActivation.Derivative(activation, parameter, saved),
        };
    }
}
