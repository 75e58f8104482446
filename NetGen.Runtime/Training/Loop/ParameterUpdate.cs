using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Runtime.Optimizers;

namespace NetGen.Runtime.Training;

/// <summary>Turns a sum of gradients into a step: penalties, clipping, the optimizer's rule, the largest norm of a unit's weights.</summary>
internal sealed class ParameterUpdate : IParallelWork
{
    /// <summary>Below so many parameters, waking a thread costs more than it saves.</summary>
    private const int WorthAThread = 50_000;

    private readonly INeuralNetwork _network;
    private readonly TrainingMemory _memory;
    private readonly StepGradient _gradient;
    private readonly ParameterBlock _gradients;
    private readonly WorkShares _shares;
    private readonly WorkerTeam _team;
    private readonly UpdateRange[] _ranges;
    private readonly double[] _squares;
    private readonly float _weightDecay, _clipValue, _clipNorm, _maxNorm;
    private readonly bool _rewrites, _limitsNorms;
    private readonly int _workers;
    private readonly ThreadChoice _finishing, _updating;

    private bool _isUpdating;
    private float _scale;

    public ParameterUpdate(INeuralNetwork network, TrainingOptions options, TrainingMemory memory, StepGradient gradient, WorkerTeam team)
    {
        (_network, _memory, _gradient, _gradients, _team) = (network, memory, gradient, gradient.Gradients, team);
        _ranges = UpdateRange.Of(network, options);
        _squares = new double[_ranges.Length];
        _weightDecay = options.Optimizer.WeightDecay;
        (_clipValue, _clipNorm, _maxNorm) = (options.ClipValue, options.ClipNorm, options.MaxNorm);
        _rewrites = _clipValue > 0 || _ranges.Any(range => range.L1 > 0 || range.L2 > 0);
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
                _limitsNorms |= LimitOf(tensor) > 0;
        }

        _workers = _ranges.Sum(range => range.Count) < WorthAThread ? 1 : Math.Min(team.Size, _ranges.Length);
        _shares = new WorkShares(_workers);
        (_finishing, _updating) = (new ThreadChoice(_workers > 1), new ThreadChoice(_workers > 1));
    }

    private OptimizerState State => _memory.Optimizer;

    /// <summary>
    /// Joins the sums of gradients, makes of them what the optimizer is to see, but for its length, and returns its Euclidean norm;
    /// NaN or infinity when an element is not finite.
    /// </summary>
    /// <param name="scale">What makes the mean of the sum: 1 over the number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Finish(float scale)
    {
        _scale = scale;
        Run(isUpdating: false);
        double squares = 0;
        foreach (double range in _squares)
            squares += range;
        if (double.IsPositiveInfinity(squares))
            squares = SquaresInDouble();
        return Math.Sqrt(squares) * (_rewrites ? 1 : scale);
    }

    /// <summary>Takes a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(float scale, double norm, float learningRate)
    {
        _scale = _rewrites ? 1 : scale;
        if (_clipNorm > 0 && norm > _clipNorm)
            _scale *= (float)(_clipNorm / norm);
        State.BeginStep(learningRate);
        Run(isUpdating: true);
        if (_limitsNorms)
            LimitNorms();
    }

    /// <summary>Returns the last layer whose parameters are not all finite; null when all are.</summary>
    public LayerInfo? FindNonFiniteParameters() => FindNonFinite(_network.Parameters);

    /// <summary>Returns the last layer whose gradients are not all finite; null when all are.</summary>
    public LayerInfo? FindNonFiniteGradients() => FindNonFinite(_gradients.Span);

    private LayerInfo? FindNonFinite(ReadOnlySpan<float> block)
    {
        for (int i = _network.Layers.Length - 1; i >= 0; i--)
        {
            LayerInfo layer = _network.Layers[i];
            if (!Finite.All(layer, block))
                return layer;
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IParallelWork.Execute(int worker)
    {
        while (_shares.TryTake(worker, out int share, out int place))
            Execute(FirstRangeOf(share) + place, _network.Parameters);
    }

    // Each thread updates the same parameters in every step: their state is in its cache.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FirstRangeOf(int share) => (int)((long)_ranges.Length * share / _workers);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Execute(int index, Span<float> parameters)
    {
        ref readonly UpdateRange range = ref _ranges[index];
        if (_isUpdating)
        {
            State.Update(
                ref MemoryMarshal.GetReference(parameters), ref _gradients.Reference, range.Start, range.Count, _scale, range.Decays ? _weightDecay : 0);
            return;
        }

        _gradient.Join(range.Start, range.Count);
        if (_rewrites)
            _squares[index] = Rewrite(parameters.Slice(range.Start, range.Count), _gradients.Span.Slice(range.Start, range.Count), range);
        else
            _squares[index] = SumOfSquares(_gradients.Span.Slice(range.Start, range.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(bool isUpdating)
    {
        _isUpdating = isUpdating;
        ThreadChoice choice = isUpdating ? _updating : _finishing;
        if (choice.Begin())
        {
            for (int share = 0; share < _workers; share++)
                _shares.Deal(share, FirstRangeOf(share + 1) - FirstRangeOf(share));
            _team.Run(this, _workers);
        }
        else
        {
            Span<float> parameters = _network.Parameters;
            for (int i = 0; i < _ranges.Length; i++)
                Execute(i, parameters);
        }

        choice.End(1);
    }

    /// <summary>gradient := gradient · scale + 2·λ₂·w + λ₁·sign(w), clipped by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Rewrite(Span<float> parameters, Span<float> gradients, in UpdateRange range)
    {
        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        var limit = new Vector<float>(_clipValue > 0 ? _clipValue : float.PositiveInfinity);
        Vector<float> l1 = new(range.L1), l2 = new(2 * range.L2), scale = new(_scale), invalid = default;
        int i = 0;
        for (; i <= gradients.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> weight = Vector.LoadUnsafe(ref p, (nuint)i);
            Vector<float> gradient = Vector.LoadUnsafe(ref g, (nuint)i) * scale + l2 * weight + l1 * Signs.Of(weight);
            // Clipping must not hide an infinity: v·0 is NaN for all that is not finite.
            invalid += gradient * Vector<float>.Zero;
            Vector.Max(Vector.Min(gradient, limit), -limit).StoreUnsafe(ref g, (nuint)i);
        }

        float invalidRest = Vector.Sum(invalid);
        for (; i < gradients.Length; i++)
        {
            float weight = parameters[i], sign = weight > 0 ? 1 : weight < 0 ? -1 : 0;
            float gradient = gradients[i] * _scale + 2 * range.L2 * weight + range.L1 * sign;
            invalidRest += gradient * 0;
            gradients[i] = MathF.Max(MathF.Min(gradient, limit[0]), -limit[0]);
        }

        return SumOfSquares(gradients) + invalidRest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        // Four sums, as a multiply-add waits four cycles for the one before it.
        ref float v = ref MemoryMarshal.GetReference(values);
        Vector<float> a = default, b = default, c = default, d = default;
        int i = 0, lanes = Vector<float>.Count;
        for (; i <= values.Length - 4 * lanes; i += 4 * lanes)
        {
            Vector<float> first = Vector.LoadUnsafe(ref v, (nuint)i), second = Vector.LoadUnsafe(ref v, (nuint)(i + lanes));
            Vector<float> third = Vector.LoadUnsafe(ref v, (nuint)(i + 2 * lanes)), fourth = Vector.LoadUnsafe(ref v, (nuint)(i + 3 * lanes));
            a = Vector.MultiplyAddEstimate(first, first, a);
            b = Vector.MultiplyAddEstimate(second, second, b);
            c = Vector.MultiplyAddEstimate(third, third, c);
            d = Vector.MultiplyAddEstimate(fourth, fourth, d);
        }

        for (; i <= values.Length - lanes; i += lanes)
            a = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref v, (nuint)i), Vector.LoadUnsafe(ref v, (nuint)i), a);
        double sum = Vector.Sum((a + b) + (c + d));
        for (; i < values.Length; i++)
            sum += values[i] * (double)values[i];
        return sum;
    }

    // Squares of finite floats may overflow; their squares in double do not.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double SquaresInDouble()
    {
        double sum = 0;
        foreach (UpdateRange range in _ranges)
        {
            foreach (float value in _gradients.Span.Slice(range.Start, range.Count))
                sum += value * (double)value;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LimitNorms()
    {
        foreach (LayerInfo layer in _network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                if (LimitOf(tensor) is > 0 and float limit)
                    MaxNorm.Apply(new TensorView(tensor, _network.Parameters), limit);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float LimitOf(TensorInfo tensor) =>
        tensor is { Role: TensorRole.Matrix, IsTrained: true } ? (tensor.MaxNorm > 0 ? tensor.MaxNorm : _maxNorm) : 0;
}
