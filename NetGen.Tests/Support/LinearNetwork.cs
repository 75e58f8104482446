using NetGen.Runtime;
using NetGen.Runtime.Losses;

namespace NetGen.Tests.Support;

/// <summary>One dense layer written by hand: identity with mean squared error, or softmax with cross-entropy. The trainer's tests need no generator with it.</summary>
internal sealed class LinearNetwork : ITrainableNetwork
{
    private readonly LayerInfo[] _layers;
    private readonly ParameterBlock _parameters;
    private readonly bool _tellsClasses;

    public LinearNetwork(int inputs, int outputs, bool tellsClasses = false, int rowsPerBlock = 4, Func<LayerInfo, LayerInfo>? change = null, int seed = 1)
    {
        (InputSize, OutputSize, _tellsClasses, RowsPerBlock) = (inputs, outputs, tellsClasses, rowsPerBlock);
        var layer = new LayerInfo
        {
            Name = "Dense1", Kind = "Dense", InputSize = inputs, OutputSize = outputs, Tensors = DenseLayers.Tensors(inputs, outputs),
            MultiplyAdds = inputs * outputs, Activation = tellsClasses ? Activation.Softmax : Activation.Identity,
        };
        _layers = [change?.Invoke(layer) ?? layer];
        _parameters = new ParameterBlock(inputs * outputs + outputs);
        Initialize(seed);
    }

    public int InputSize { get; }

    public int OutputSize { get; }

    public int ParameterCount => _parameters.Length;

    public int WorkspaceLength => ParameterCount + 2 * OutputSize;

    public ReadOnlySpan<LayerInfo> Layers => _layers;

    public Span<float> Parameters => _parameters.Span;

    public int RowsPerBlock { get; }

    public bool HasClassTargets => _tellsClasses;

    /// <summary>Called with every row's first input, by whichever thread computes it.</summary>
    public Action<float>? OnRow { get; set; }

    public void Initialize(int seed)
    {
        TensorInitializer.Draw(_layers[0], 0, Parameters, Initializer.GlorotUniform, 0, InputSize, OutputSize, seed);
        TensorInitializer.Draw(_layers[0], 1, Parameters, Initializer.Zeros, 0, 0, 0, seed);
    }

    public void Forward(ReadOnlySpan<float> input, Span<float> output, Span<float> workspace = default)
    {
        Score(input, output);
        if (!_tellsClasses)
            return;
        float max = float.NegativeInfinity, sum = 0;
        foreach (float z in output)
            max = MathF.Max(max, z);
        foreach (ref float z in output)
            sum += z = MathF.Exp(z - max);
        foreach (ref float z in output)
            z /= sum;
    }

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> workspace = default)
    {
        for (int row = 0; row < inputs.Length / InputSize; row++)
            Forward(inputs.Slice(row * InputSize, InputSize), outputs.Slice(row * OutputSize, OutputSize));
    }

    public float EvaluateBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, Span<float> workspace = default)
    {
        float loss = 0;
        Span<float> scores = stackalloc float[OutputSize];
        for (int row = 0; row < inputs.Length / InputSize; row++)
        {
            ReadOnlySpan<float> target = targets.Slice(row * OutputSize, OutputSize);
            Score(inputs.Slice(row * InputSize, InputSize), scores);
            loss += _tellsClasses ? CrossEntropy.Evaluate(scores, target) : MeanSquaredError.Evaluate(scores, target);
        }

        ForwardBatch(inputs, outputs);
        return loss;
    }

    public float BackwardBatch(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, TrainingContext context = default, Span<float> workspace = default)
    {
        float loss = 0;
        int rows = inputs.Length / InputSize;
        for (int first = 0; first < rows; first += RowsPerBlock)
        {
            Span<float> sum = workspace[..ParameterCount];
            sum.Clear();
            for (int row = first; row < Math.Min(first + RowsPerBlock, rows); row++)
            {
                float weight = context.SampleWeights.IsEmpty ? 1 : context.SampleWeights[row];
                loss += weight * Backward(
                    inputs.Slice(row * InputSize, InputSize), targets.Slice(row * OutputSize, OutputSize), sum, weight, workspace[ParameterCount..]);
            }

            for (int i = 0; i < sum.Length; i++)
                gradients[i] = context.OverwritesGradients && first == 0 ? sum[i] : gradients[i] + sum[i];
        }

        return loss;
    }

    private float Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> gradients, float weight, Span<float> buffer)
    {
        OnRow?.Invoke(input[0]);
        Span<float> scores = buffer[..OutputSize], delta = buffer.Slice(OutputSize, OutputSize);
        Score(input, scores);
        float loss = _tellsClasses ? CrossEntropy.Backward(scores, target, delta) : MeanSquaredError.Backward(scores, target, delta);
        var view = new LayerView(_layers[0], gradients);
        TensorView weights = view["weight"], biases = view["bias"];
        for (int output = 0; output < OutputSize; output++)
        {
            for (int i = 0; i < InputSize && weights.Info.IsTrained; i++)
                weights[output, i] += weight * delta[output] * input[i];
            if (biases.Info.IsTrained)
                biases[output] += weight * delta[output];
        }

        return loss;
    }

    private void Score(ReadOnlySpan<float> input, Span<float> scores)
    {
        var view = new LayerView(_layers[0], Parameters);
        TensorView weights = view["weight"], biases = view["bias"];
        for (int output = 0; output < OutputSize; output++)
        {
            float sum = biases[output];
            for (int i = 0; i < InputSize; i++)
                sum += weights[output, i] * input[i];
            scores[output] = sum;
        }
    }
}
