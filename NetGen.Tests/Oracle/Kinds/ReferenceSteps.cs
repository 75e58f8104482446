namespace NetGen.Tests.Oracle.Kinds;

/// <summary>A layer that knows nothing of sequences, applied to each of their steps as if it were a row.</summary>
internal sealed class ReferenceSteps(ReferenceNode one, int steps) : ReferenceNode(one.Attribute, one.InputShapes)
{
    public override int[] Shape => one.Shape;

    public override int Steps => steps;

    public override IReadOnlyList<ReferenceTensor> Tensors => one.Tensors;

    public override Activation Activation => one.Activation;

    public override double ActivationParameter => one.ActivationParameter;

    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass) => Join(Named().Forward(Split(inputs), OfSteps(pass)));

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        // A layer may read one value twice: each then has its own split, whose sums are brought back.
        Values[] split = [.. inputGradients.Select(static value => value).Distinct().Select(Split)];
        var parts = inputGradients.Distinct().Zip(split).ToDictionary(static pair => pair.First, static pair => pair.Second);
        Named().Backward(Split(inputs), Split(gradient), [.. inputGradients.Select(value => parts[value])], OfSteps(pass));
        foreach ((Values whole, Values part) in parts)
        {
            Values joined = Join(part);
            for (int row = 0; row < whole.Rows; row++)
            {
                joined.Numbers[row].CopyTo(whole.Numbers[row], 0);
                joined.Magnitudes[row].CopyTo(whole.Magnitudes[row], 0);
            }
        }
    }

    public override Values Activate(Values z) => Join(one.Activate(Split(z)));

    public override Values Derive(Values z, Values y, Values gradient) => Join(one.Derive(Split(z), Split(y), Split(gradient)));

    public override bool IsNearJump(IReadOnlyList<Values> inputs, Values z, int row, double tolerance, double least) =>
        Enumerable.Range(row * steps, steps).Any(step => one.IsNearJump(Split(inputs), Split(z), step, tolerance, least));

    private ReferenceNode Named()
    {
        one.Name = Name;
        return one;
    }

    private ReferencePass OfSteps(ReferencePass pass) => pass with { Key = pass.Key.Steps(steps) };

    private Values[] Split(IReadOnlyList<Values> values) => [.. values.Select(Split)];

    private Values Split(Values value) => Cut(value, value.Rows * steps, value.Size / steps);

    private Values Join(Values value) => Cut(value, value.Rows / steps, value.Size * steps);

    private static Values Cut(Values value, int rows, int size)
    {
        var result = new Values(rows, size);
        for (int i = 0; i < rows * size; i++)
            result.Set(i / size, i % size, value.Numbers[i / value.Size][i % value.Size], value.Magnitudes[i / value.Size][i % value.Size]);
        return result;
    }
}
