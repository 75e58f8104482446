namespace NetGen.Tests.Support;

/// <summary>Every activation and its derivative in double precision, from their definitions and without cancellation.</summary>
internal static class ReferenceActivations
{
    private const double Lambda = 1.0507009873554805, SeluAlpha = 1.6732632423543772;
    private static readonly double Sqrt8OverPi = Math.Sqrt(8 / Math.PI);

    /// <summary>Whether the derivative is a function of the output; else it is one of the pre-activation.</summary>
    public static bool SavesOutput(Activation activation) => activation is
        Activation.Sigmoid or Activation.Tanh or Activation.Relu or Activation.LeakyRelu or Activation.Elu
        or Activation.Selu or Activation.HardTanh or Activation.HardSigmoid or Activation.Softmax;

    /// <summary>f(z), for every activation but Softmax.</summary>
    /// <param name="parameter">The slope of LeakyRelu or the α of Elu.</param>
    public static double Value(Activation activation, double z, double parameter = 1) => activation switch
    {
        Activation.Identity => z,
        Activation.Sigmoid => Sigmoid(z),
        Activation.Tanh => Math.Tanh(z),
        Activation.Relu => z > 0 ? z : 0,
        Activation.LeakyRelu => z > 0 ? z : parameter * z,
        Activation.Elu => z > 0 ? z : parameter * Expm1(z),
        Activation.Selu => z > 0 ? Lambda * z : Lambda * SeluAlpha * Expm1(z),
        Activation.Gelu => z * NormalDistribution(z),
        Activation.GeluTanh => z * Sigmoid(TwoU(z)),
        Activation.Silu => z * Sigmoid(z),
        Activation.Mish => z * Math.Tanh(Softplus(z)),
        Activation.Softplus => Softplus(z),
        Activation.Softsign => z / (1 + Math.Abs(z)),
        Activation.HardSigmoid => Math.Clamp(z + 3, 0, 6) / 6,
        Activation.HardTanh => Math.Clamp(z, -1, 1),
        Activation.HardSwish => z * (Math.Clamp(z + 3, 0, 6) / 6),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
    };

    /// <summary>f′, for every activation but Softmax, as a function of the output or the pre-activation: see <see cref="SavesOutput"/>.</summary>
    /// <param name="parameter">The slope of LeakyRelu or the α of Elu.</param>
    public static double Derivative(Activation activation, double saved, double parameter = 1)
    {
        double z = saved, y = saved;
        return activation switch
        {
            Activation.Identity => 1,
            Activation.Sigmoid => y * (1 - y),
            Activation.Tanh => (1 - y) * (1 + y),
            Activation.Relu => y > 0 ? 1 : 0,
            Activation.LeakyRelu => y > 0 ? 1 : parameter,
            Activation.Elu => y > 0 ? 1 : y + parameter,
            Activation.Selu => y > 0 ? Lambda : y + (Lambda * SeluAlpha),
            Activation.Gelu => NormalDistribution(z) + (z * Density(z)),
            Activation.GeluTanh => ZTimesSigmoidSlope(z, TwoU(z), Sqrt8OverPi * (1 + (3 * 0.044715 * z * z))),
            Activation.Silu => ZTimesSigmoidSlope(z, z, 1),
            Activation.Mish => MishSlope(z),
            Activation.Softplus => Sigmoid(z),
            Activation.Softsign => 1 / ((1 + Math.Abs(z)) * (1 + Math.Abs(z))),
            Activation.HardSigmoid => y > 0 && y < 1 ? 1.0 / 6 : 0,
            Activation.HardTanh => y > -1 && y < 1 ? 1 : 0,
            Activation.HardSwish => z < -3 ? 0 : z <= 3 ? (z + 1.5) / 3 : 1,
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
        };
    }

    /// <summary>The softmax of a row.</summary>
    public static double[] Softmax(ReadOnlySpan<double> z)
    {
        double max = double.NegativeInfinity, sum = 0;
        foreach (double value in z)
        {
            max = Math.Max(max, value);
        }

        double[] y = new double[z.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = Math.Exp(z[i] - max);
            sum += y[i];
        }

        for (int i = 0; i < y.Length; i++)
        {
            y[i] /= sum;
        }

        return y;
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    /// <summary>ln(1 + eˣ).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>ln(1 + x) (Kahan).</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>eˣ − 1.</summary>
    public static double Expm1(double x) => x < -1 ? Math.Exp(x) - 1 : 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);

    /// <summary>Φ(z), with full relative precision in the lower tail.</summary>
    public static double NormalDistribution(double z)
    {
        double t = Math.Abs(z), tail;
        if (t < 3)
        {
            // Φ(t) − ½ = φ(t)·(t + t³/3 + t⁵/(3·5) + …)
            double term = t, sum = t;
            for (int k = 3; k < 200; k += 2)
            {
                term *= t * t / k;
                sum += term;
            }

            tail = 0.5 - (sum * Density(t));
        }
        else
        {
            // Φ(−t) = φ(t) / (t + 1/(t + 2/(t + 3/(t + …))))
            double fraction = t;
            for (int k = 200; k > 0; k--)
            {
                fraction = t + (k / fraction);
            }

            tail = Density(t) / fraction;
        }

        return z < 0 ? tail : 1 - tail;
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    private static double TwoU(double z) => Sqrt8OverPi * z * (1 + (0.044715 * z * z));

    // The derivative of z·sigmoid(v(z)), given v and v′.
    private static double ZTimesSigmoidSlope(double z, double v, double slope)
    {
        double s = Sigmoid(v), complement = Sigmoid(-v);
        return s == 0 ? 0 : complement == 0 ? 1 : s * (1 + (z * complement * slope));
    }

    // tanh(s) + z·(1 − tanh²(s))·s′ with s = softplus(z)
    private static double MishSlope(double z)
    {
        double tanh = Math.Tanh(Softplus(z)), cosh = Math.Cosh(Softplus(z));
        return tanh + (z * Sigmoid(z) / cosh / cosh);
    }
}
