using NetGen.Tests.Support;

namespace NetGen.Tests.Oracle;

/// <summary>
/// Single numbers that remember what they were made of, so that gradients follow from the equations alone: for layers whose equations go on through time.
/// Numbers and gradients have magnitudes, as everywhere in the oracle.
/// </summary>
internal sealed class Tape
{
    private readonly List<Number> _numbers = [];

    /// <summary>A number that comes from outside.</summary>
    public Number Given(double value, double magnitude) => Add(new Number(value, magnitude, []));

    public Number Sum(params Number[] terms) =>
        Add(new Number(terms.Sum(static term => term.Value), terms.Sum(static term => term.Magnitude), [.. terms.Select(static term => new Part(term, 1, 0))]));

    public Number Difference(Number a, Number b) => Add(new Number(a.Value - b.Value, a.Magnitude + b.Magnitude, [new Part(a, 1, 0), new Part(b, -1, 0)]));

    public Number Product(Number a, Number b) => Add(new Number(
        a.Value * b.Value, Math.Abs(a.Value) * b.Magnitude + Math.Abs(b.Value) * a.Magnitude, [new Part(a, b.Value, b.Magnitude), new Part(b, a.Value, a.Magnitude)]));

    /// <summary>Σ wᵢ·xᵢ + b; errors of independent terms add up like the sides of a box.</summary>
    public Number Dot(IReadOnlyList<Number> weights, IReadOnlyList<Number> x, Number? bias)
    {
        double sum = bias?.Value ?? 0, absolute = Math.Abs(sum), spread = 0;
        var parts = new List<Part>();
        for (int i = 0; i < x.Count; i++)
        {
            double term = weights[i].Value * x[i].Value, error = weights[i].Value * x[i].Magnitude;
            sum += term;
            absolute += Math.Abs(term);
            spread += error * error;
            parts.Add(new Part(weights[i], x[i].Value, x[i].Magnitude));
            parts.Add(new Part(x[i], weights[i].Value, Math.Abs(weights[i].Value)));
        }

        if (bias is not null)
            parts.Add(new Part(bias, 1, 0));
        return Add(new Number(sum, absolute + Math.Sqrt(spread), [.. parts]));
    }

    public Number Apply(Activation activation, double parameter, Number x)
    {
        double value = ReferenceActivation.Apply(activation, parameter, [x.Value])[0], steepness = ReferenceActivation.Steepness(activation, parameter);
        double derivative = ReferenceActivation.Backward(activation, parameter, [x.Value], [value], [1])[0];
        return Add(new Number(value, Math.Abs(value) + steepness * x.Magnitude, [new Part(x, derivative, x.Magnitude)]));
    }

    /// <summary>Goes back from the gradients that were given to some numbers.</summary>
    public void GoBack()
    {
        for (int i = _numbers.Count - 1; i >= 0; i--)
        {
            Number number = _numbers[i];
            if (number.Gradient == 0 && number.GradientMagnitude == 0)
                continue;
            foreach (Part part in number.Parts)
            {
                part.Of.Gradient += number.Gradient * part.Derivative;
                part.Of.GradientMagnitude += number.GradientMagnitude * Math.Abs(part.Derivative) + Math.Abs(number.Gradient) * (part.Error + Math.Abs(part.Derivative));
            }
        }
    }

    private Number Add(Number number)
    {
        _numbers.Add(number);
        return number;
    }

    /// <summary>What a number is made of: how fast it changes with that, and the magnitude of the error of that speed.</summary>
    internal readonly record struct Part(Number Of, double Derivative, double Error);

    internal sealed class Number(double value, double magnitude, Part[] parts)
    {
        public double Value => value;

        public double Magnitude => magnitude;

        public Part[] Parts => parts;

        public double Gradient { get; set; }

        public double GradientMagnitude { get; set; }
    }
}
