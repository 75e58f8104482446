using Number = NetGen.Tests.Oracle.Tape.Number;

namespace NetGen.Tests.Oracle.Kinds;

/// <summary>A recurrent layer: a cell's equations, step after step, as PyTorch writes them. A sequence's row has all of its steps.</summary>
internal abstract class ReferenceRecurrent : ReferenceNode
{
    private readonly RecurrentLayerAttribute _layer;
    private readonly int _gates, _features, _steps;
    private readonly List<ReferenceTensor> _tensors;

    protected ReferenceRecurrent(RecurrentLayerAttribute layer, IReadOnlyList<int[]> inputShapes, int steps, int gates)
        : base(layer, inputShapes)
    {
        (_layer, _gates, _features, _steps) = (layer, gates, inputShapes[0][0], steps);
        _tensors =
        [
            new("weight_ih_l0", layer.TrainWeights, gates * layer.Units, _features),
            new("weight_hh_l0", layer.TrainWeights, gates * layer.Units, layer.Units),
        ];
        if (layer.UseBias)
            _tensors.AddRange([new("bias_ih_l0", layer.TrainBiases, gates * layer.Units), new("bias_hh_l0", layer.TrainBiases, gates * layer.Units)]);
    }

    /// <summary>The shape of a step.</summary>
    public override int[] Shape => [_layer.Units];

    public override int Steps => _layer.ReturnSequence ? _steps : 0;

    public override IReadOnlyList<ReferenceTensor> Tensors => _tensors;

    protected int Units => _layer.Units;

    /// <summary>What a unit of a cell carries to the next step: its state first.</summary>
    protected abstract int StateCount { get; }

    /// <summary>The state of a unit after a step, from what the input and the state before add to each of its gates, and the state before.</summary>
    protected abstract Number[] Step(Tape tape, Number[] input, Number[] past, Number[] state);

    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        var y = new Values(inputs[0].Rows, _layer.Units * Math.Max(Steps, 1));
        for (int row = 0; row < y.Rows; row++)
        {
            Number[] given = Run(inputs[0], row, out _, out _, out _);
            for (int i = 0; i < given.Length; i++)
                y.Set(row, i, given[i].Value, given[i].Magnitude);
        }

        return y;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        for (int row = 0; row < gradient.Rows; row++)
        {
            Number[] given = Run(inputs[0], row, out Tape tape, out Number[] x, out Number[][] parameters);
            for (int i = 0; i < given.Length; i++)
            {
                given[i].Gradient += gradient.Numbers[row][i];
                given[i].GradientMagnitude += gradient.Magnitudes[row][i];
            }

            tape.GoBack();
            for (int i = 0; i < x.Length; i++)
                inputGradients[0].Add(row, i, x[i].Gradient, x[i].GradientMagnitude);
            for (int tensor = 0; tensor < parameters.Length; tensor++)
            {
                for (int i = 0; i < parameters[tensor].Length; i++)
                    _tensors[tensor].AddGradient(i, parameters[tensor][i].Gradient, parameters[tensor][i].GradientMagnitude);
            }
        }
    }

    /// <summary>What the layer gives for one row.</summary>
    private Number[] Run(Values input, int row, out Tape tape, out Number[] x, out Number[][] parameters)
    {
        Tape made = tape = new Tape();
        x = [.. Enumerable.Range(0, input.Size).Select(i => made.Given(input.Numbers[row][i], input.Magnitudes[row][i]))];
        Number[][] all = parameters = [.. _tensors.Select(tensor => tensor.Numbers.Select(number => made.Given(number, Math.Abs(number))).ToArray())];
        var states = Enumerable.Range(0, Units).Select(_ => Enumerable.Range(0, StateCount).Select(_ => made.Given(0, 0)).ToArray()).ToArray();
        var given = new List<Number>();
        for (int step = 0; step < _steps; step++)
        {
            Number[] now = x[(step * _features)..((step + 1) * _features)], before = [.. states.Select(static state => state[0])];
            states = [.. states.Select((state, unit) => Step(
                made,
                [.. Gates(unit).Select(gate => made.Dot(all[0][(gate * _features)..((gate + 1) * _features)], now, all.Length > 2 ? all[2][gate] : null))],
                [.. Gates(unit).Select(gate => made.Dot(all[1][(gate * Units)..((gate + 1) * Units)], before, all.Length > 2 ? all[3][gate] : null))],
                state))];
            if (_layer.ReturnSequence || step == _steps - 1)
                given.AddRange(states.Select(static state => state[0]));
        }

        return [.. given];
    }

    private IEnumerable<int> Gates(int unit) => Enumerable.Range(0, _gates).Select(gate => gate * Units + unit);
}

/// <summary>r = σ, z = σ, n = tanh(x + r·h), h′ = (1 − z)·n + z·h.</summary>
internal sealed class ReferenceGru(GruAttribute layer, IReadOnlyList<int[]> inputShapes, int steps) : ReferenceRecurrent(layer, inputShapes, steps, gates: 3)
{
    protected override int StateCount => 1;

    protected override Number[] Step(Tape tape, Number[] input, Number[] past, Number[] state)
    {
        Number reset = tape.Apply(Activation.Sigmoid, 0, tape.Sum(input[0], past[0])), update = tape.Apply(Activation.Sigmoid, 0, tape.Sum(input[1], past[1]));
        Number fresh = tape.Apply(Activation.Tanh, 0, tape.Sum(input[2], tape.Product(reset, past[2])));
        return [tape.Sum(fresh, tape.Product(update, tape.Difference(state[0], fresh)))];
    }
}

/// <summary>i, f, o = σ, g = tanh, c′ = f·c + i·g, h′ = o·tanh c′; gates in the order i, f, g, o.</summary>
internal sealed class ReferenceLstm(LstmAttribute layer, IReadOnlyList<int[]> inputShapes, int steps) : ReferenceRecurrent(layer, inputShapes, steps, gates: 4)
{
    protected override int StateCount => 2;

    protected override Number[] Step(Tape tape, Number[] input, Number[] past, Number[] state)
    {
        Number Gate(int gate, Activation activation) => tape.Apply(activation, 0, tape.Sum(input[gate], past[gate]));
        Number cell = tape.Sum(tape.Product(Gate(1, Activation.Sigmoid), state[1]), tape.Product(Gate(0, Activation.Sigmoid), Gate(2, Activation.Tanh)));
        return [tape.Product(Gate(3, Activation.Sigmoid), tape.Apply(Activation.Tanh, 0, cell)), cell];
    }
}

/// <summary>h′ = f(x + h).</summary>
internal sealed class ReferenceSimpleRnn(SimpleRnnAttribute layer, IReadOnlyList<int[]> inputShapes, int steps) : ReferenceRecurrent(layer, inputShapes, steps, gates: 1)
{
    protected override int StateCount => 1;

    protected override Number[] Step(Tape tape, Number[] input, Number[] past, Number[] state) =>
        [tape.Apply(layer.Activation, ReferenceDense.ParameterOf(layer.Activation, layer.Slope, layer.Alpha), tape.Sum(input[0], past[0]))];
}
