namespace NetGen.Tests.Support;

/// <summary>Every activation in double precision, straight from its formula, with its derivative.</summary>
internal static class ReferenceActivation
{
    public const double SeluLambda = 1.0507009873554805, SeluAlpha = 1.6732632423543772;

    public static double[] Apply(Activation activation, double parameter, double[] z)
    {
        if (activation != Activation.Softmax)
            return Array.ConvertAll(z, value => Value(activation, parameter, value));
        double total = ReferenceMath.LogSumExp(z);
        return Array.ConvertAll(z, value => Math.Exp(value - total));
    }

    /// <summary>∂L/∂z from ∂L/∂y.</summary>
    public static double[] Backward(Activation activation, double parameter, double[] z, double[] y, double[] gradient)
    {
        var result = new double[z.Length];
        double mean = activation == Activation.Softmax ? gradient.Zip(y, (g, p) => g * p).Sum() : 0;
        for (int i = 0; i < z.Length; i++)
        {
            result[i] = activation == Activation.Softmax
                ? y[i] * (gradient[i] - mean)
                : gradient[i] * Derivative(activation, parameter, z[i]);
        }

        return result;
    }

    public static double Value(Activation activation, double parameter, double z) => activation switch
    {
        Activation.Identity => z,
        Activation.Sigmoid => ReferenceMath.Sigmoid(z),
        Activation.Tanh => Math.Tanh(z),
        Activation.Relu => Math.Max(z, 0),
        Activation.LeakyRelu => z > 0 ? z : parameter * z,
        Activation.Elu => z > 0 ? z : parameter * ExpMinusOne(z),
        Activation.Selu => SeluLambda * (z > 0 ? z : SeluAlpha * ExpMinusOne(z)),
        Activation.Gelu => z * ReferenceMath.NormalDistribution(z),
        Activation.GeluTanh => z * ReferenceMath.Sigmoid(2 * GeluArgument(z)),
        Activation.Silu => z * ReferenceMath.Sigmoid(z),
        Activation.Mish => z * Math.Tanh(ReferenceMath.Softplus(z)),
        Activation.Softplus => ReferenceMath.Softplus(z),
        Activation.Softsign => z / (1 + Math.Abs(z)),
        Activation.HardSigmoid => Math.Clamp(z + 3, 0, 6) / 6,
        Activation.HardTanh => Math.Clamp(z, -1, 1),
        Activation.HardSwish => z * Math.Clamp(z + 3, 0, 6) / 6,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Not an elementwise activation."),
    };

    public static double Derivative(Activation activation, double parameter, double z)
    {
        double sigmoid = ReferenceMath.Sigmoid(z);
        switch (activation)
        {
            case Activation.Identity: return 1;
            case Activation.Sigmoid: return sigmoid * ReferenceMath.Sigmoid(-z);
            case Activation.Tanh: return 1 / Math.Pow(Math.Cosh(z), 2);
            case Activation.Relu: return z > 0 ? 1 : 0;
            case Activation.LeakyRelu: return z > 0 ? 1 : parameter;
            case Activation.Elu: return z > 0 ? 1 : parameter * Math.Exp(z);
            case Activation.Selu: return SeluLambda * (z > 0 ? 1 : SeluAlpha * Math.Exp(z));
            case Activation.Gelu: return ReferenceMath.NormalDistribution(z) + z * ReferenceMath.NormalDensity(z);
            case Activation.GeluTanh:
                double s = ReferenceMath.Sigmoid(2 * GeluArgument(z));
                return s + z * 2 * s * ReferenceMath.Sigmoid(-2 * GeluArgument(z)) * GeluSlope(z);
            case Activation.Silu: return sigmoid + z * sigmoid * ReferenceMath.Sigmoid(-z);
            case Activation.Mish:
                double t = Math.Tanh(ReferenceMath.Softplus(z));
                return t + z * sigmoid / Math.Pow(Math.Cosh(ReferenceMath.Softplus(z)), 2);
            case Activation.Softplus: return sigmoid;
            case Activation.Softsign: return 1 / Math.Pow(1 + Math.Abs(z), 2);
            case Activation.HardSigmoid: return z is > -3 and < 3 ? 1 / 6.0 : 0;
            case Activation.HardTanh: return z is > -1 and < 1 ? 1 : 0;
            case Activation.HardSwish: return z <= -3 ? 0 : z >= 3 ? 1 : (2 * z + 3) / 6;
            default: throw new ArgumentOutOfRangeException(nameof(activation), activation, "Not an elementwise activation.");
        }
    }

    /// <summary>Where the derivative jumps: next to these points float and double may rightly disagree.</summary>
    public static ReadOnlySpan<double> Kinks(Activation activation) => activation switch
    {
        Activation.Relu or Activation.LeakyRelu or Activation.Elu or Activation.Selu => [0],
        Activation.HardSigmoid or Activation.HardSwish => [-3, 3],
        Activation.HardTanh => [-1, 1],
        _ => [],
    };

    /// <summary>A bound of |f'|.</summary>
    public static double Steepness(Activation activation, double parameter) => activation switch
    {
        Activation.Selu => SeluLambda * SeluAlpha,
        Activation.Elu => Math.Max(1, parameter),
        Activation.HardSwish => 1.5,
        Activation.Gelu or Activation.GeluTanh or Activation.Silu or Activation.Mish => 1.2,
        _ => 1,
    };

    private static double ExpMinusOne(double z) => Math.Abs(z) < 1e-5 ? z + 0.5 * z * z : Math.Exp(z) - 1;

    private static double GeluArgument(double z) => Math.Sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z);

    private static double GeluSlope(double z) => Math.Sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
}
