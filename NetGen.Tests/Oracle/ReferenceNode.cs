using NetGen.Tests.Support;

namespace NetGen.Tests.Oracle;

/// <summary>
/// One layer of <see cref="ReferenceGraph"/> in its plainest form. A kind says how it computes what stands before its activation, and how gradients
/// go back through that; the activation is the same for all.
/// </summary>
internal abstract class ReferenceNode(LayerAttribute attribute, IReadOnlyList<int[]> inputShapes)
{
    public LayerAttribute Attribute => attribute;

    /// <summary>The layer's name, given or by default.</summary>
    public string Name { get; set; } = "";

    /// <summary>The nodes it reads; −1 for the network's input.</summary>
    public IReadOnlyList<int> Inputs { get; set; } = [];

    public IReadOnlyList<int[]> InputShapes => inputShapes;

    /// <summary>The shape of what it gives, or of one step of it.</summary>
    public abstract int[] Shape { get; }

    /// <summary>How many steps what it gives has; 0 for what is no sequence.</summary>
    public virtual int Steps => 0;

    public virtual IReadOnlyList<ReferenceTensor> Tensors => [];

    public virtual Activation Activation => Activation.Identity;

    public virtual double ActivationParameter => 0;

    public int Size => SizeOf(Shape) * Math.Max(Steps, 1);

    public int Channels => Shape[0];

    public int Pixels => Size / Channels;

    public static int SizeOf(IEnumerable<int> shape) => shape.Aggregate(1, static (product, extent) => product * extent);

    /// <summary>What stands before the activation.</summary>
    public abstract Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass);

    /// <summary>Adds to the gradients of inputs and tensors, given that of what stands before the activation.</summary>
    public abstract void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass);

    /// <summary>How near a row is to a point where the layer's derivative jumps, relative to the magnitude; the activation's jumps aside.</summary>
    public virtual double DistanceToJump(IReadOnlyList<Values> inputs, int row) => double.PositiveInfinity;

    public virtual Values Activate(Values z)
    {
        var y = new Values(z.Rows, z.Size);
        double steepness = ReferenceActivation.Steepness(Activation, ActivationParameter);
        for (int row = 0; row < z.Rows; row++)
        {
            foreach (int[] group in Groups())
            {
                double[] result = ReferenceActivation.Apply(Activation, ActivationParameter, Pick(z.Numbers[row], group));
                double largest = group.Max(i => z.Magnitudes[row][i]);
                for (int i = 0; i < group.Length; i++)
                {
                    double magnitude = Activation switch
                    {
                        Activation.Softmax => result[i] * (1 + 2 * largest),
                        Activation.Identity => z.Magnitudes[row][group[i]],
                        _ => Math.Abs(result[i]) + steepness * z.Magnitudes[row][group[i]],
                    };
                    y.Set(row, group[i], result[i], magnitude);
                }
            }
        }

        return y;
    }

    /// <summary>The gradient with respect to z, from that with respect to y.</summary>
    public virtual Values Derive(Values z, Values y, Values gradient)
    {
        if (Activation == Activation.Identity)
            return gradient;
        var result = new Values(z.Rows, z.Size);
        double steepness = ReferenceActivation.Steepness(Activation, ActivationParameter);
        for (int row = 0; row < z.Rows; row++)
        {
            foreach (int[] group in Groups())
            {
                double[] outputs = Pick(y.Numbers[row], group), given = Pick(gradient.Numbers[row], group), scale = Pick(gradient.Magnitudes[row], group);
                double[] magnitudes = Pick(z.Magnitudes[row], group);
                double[] derived = ReferenceActivation.Backward(Activation, ActivationParameter, Pick(z.Numbers[row], group), outputs, given);
                for (int i = 0; i < group.Length; i++)
                {
                    double magnitude = Activation == Activation.Softmax
                        ? outputs[i] * 2 * (scale.Max() + given.Max(Math.Abs) * (1 + magnitudes.Max()))
                        : scale[i] * steepness + Math.Abs(given[i]) * magnitudes[i];
                    result.Set(row, group[i], derived[i], magnitude);
                }
            }
        }

        return result;
    }

    /// <summary>Whether a row is so near a jump of a derivative that float and double, or two sides of a finite difference, may rightly disagree.</summary>
    public virtual bool IsNearJump(IReadOnlyList<Values> inputs, Values z, int row, double tolerance, double least)
    {
        foreach (double kink in ReferenceActivation.Kinks(Activation))
        {
            for (int i = 0; i < z.Size; i++)
            {
                if (Math.Abs(z.Numbers[row][i] - kink) < Math.Max(least, tolerance * z.Magnitudes[row][i]))
                    return true;
            }
        }

        return DistanceToJump(inputs, row) < Math.Max(least, tolerance);
    }

    /// <summary>The elements that an activation takes together: a softmax those of all channels at one place.</summary>
    private IEnumerable<int[]> Groups() => Activation == Activation.Softmax
        ? Enumerable.Range(0, Pixels).Select(pixel => Enumerable.Range(0, Channels).Select(channel => channel * Pixels + pixel).ToArray())
        : [Enumerable.Range(0, Size).ToArray()];

    private static double[] Pick(double[] numbers, int[] indices) => Array.ConvertAll(indices, i => numbers[i]);
}
