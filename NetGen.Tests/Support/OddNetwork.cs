using NetGen.Runtime;

namespace NetGen.Tests.Support;

/// <summary>
/// A network of tensors that no dense layer has, written by hand: y = s ∘ (W·x) + W's share of a third axis, where W is [2, 3, 2] in a layout of its own,
/// s a gain of each output and a layer without any matrix; a running mean lies behind the parameters, and a layer has no tensors at all.
/// </summary>
internal sealed class OddNetwork : ITrainableNetwork
{
    private static readonly LayerInfo[] Table =
    [
        new() { Name = "Nothing1", Kind = "Nothing", InputSize = 6, OutputSize = 6 },
        new()
        {
            Name = "Cube1", Kind = "Cube", InputSize = 6, OutputSize = 2, MultiplyAdds = 12,
            Tensors = [new() { Name = "kernel", Shape = [2, 6], Extents = [2, 3, 2], Strides = [1, 2, 6], MaxNorm = 1.5f }],
        },
        new()
        {
            Name = "Gain1", Kind = "Gain", InputSize = 2, OutputSize = 2,
            Tensors =
            [
                new() { Name = "shift", Shape = [2], Role = TensorRole.Vector, Offset = 12 },
                new() { Name = "weight", Shape = [2], Role = TensorRole.Scale, Offset = 14 },
                new() { Name = "fixed", Shape = [1, 2], Role = TensorRole.Matrix, Offset = 16, IsTrained = false },
                new() { Name = "running_mean", Shape = [2], Role = TensorRole.Statistic, Offset = 18, IsTrained = false },
            ],
        },
    ];

    private readonly ParameterBlock _block = new(20);

    public OddNetwork(int seed = 1) => Initialize(seed);

    public int InputSize => 6;

    public int OutputSize => 2;

    public int ParameterCount => 18;

    public int StatisticCount => 2;

    public int WorkspaceLength => 0;

    public ReadOnlySpan<LayerInfo> Layers => Table;

    public Span<float> Parameters => _block.Span[..18];

    public Span<float> ParametersAndStatistics => _block.Span;

    public int RowsPerBlock => 4;

    public bool HasClassTargets => false;

    public void Initialize(int seed)
    {
        TensorInitializer.Draw(Table[1], 0, Parameters, Initializer.HeNormal, 0, 6, 2, seed);
        TensorInitializer.Draw(Table[2], 0, Parameters, Initializer.Zeros, 0, 0, 0, seed);
        TensorInitializer.Draw(Table[2], 1, Parameters, Initializer.Constant, 1, 0, 0, seed);
        TensorInitializer.Draw(Table[2], 2, Parameters, Initializer.Constant, 0.25f, 0, 0, seed);
        TensorInitializer.Draw(Table[2], 3, ParametersAndStatistics, Initializer.Constant, 0.125f, 0, 0, seed);
    }

    public void Forward(ReadOnlySpan<float> input, Span<float> output, Span<float> workspace = default)
    {
        TensorView kernel = Kernel(Parameters), shift = Gain(Parameters, 0), gain = Gain(Parameters, 1), still = Gain(Parameters, 2);
        TensorView mean = Gain(ParametersAndStatistics, 3);
        for (int o = 0; o < 2; o++)
        {
            float sum = 0;
            for (int i = 0; i < 6; i++)
                sum += kernel[o, i] * input[i];
            output[o] = gain[o] * (sum - mean[o]) + shift[o] + still[0, o];
        }
    }

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> workspace = default)
    {
        for (int row = 0; row < inputs.Length / 6; row++)
            Forward(inputs.Slice(row * 6, 6), outputs.Slice(row * 2, 2));
    }

    public float EvaluateBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, Span<float> workspace = default)
    {
        ForwardBatch(inputs, outputs);
        float loss = 0;
        for (int i = 0; i < outputs.Length; i++)
            loss += (outputs[i] - targets[i]) * (outputs[i] - targets[i]);
        return loss;
    }

    public float BackwardBatch(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, TrainingContext context = default, Span<float> workspace = default)
    {
        TensorView kernel = Kernel(Parameters), gain = Gain(Parameters, 1), mean = Gain(ParametersAndStatistics, 3);
        TensorView kernelGradients = Kernel(gradients), shiftGradients = Gain(gradients, 0), gainGradients = Gain(gradients, 1);
        if (context.OverwritesGradients)
        {
            kernelGradients.Fill(0);
            shiftGradients.Fill(0);
            gainGradients.Fill(0);
        }

        float loss = 0;
        Span<float> output = stackalloc float[2];
        for (int row = 0; row < inputs.Length / 6; row++)
        {
            ReadOnlySpan<float> input = inputs.Slice(row * 6, 6);
            Forward(input, output);
            for (int o = 0; o < 2; o++)
            {
                float error = output[o] - targets[2 * row + o], sum = 0;
                loss += error * error;
                for (int i = 0; i < 6; i++)
                {
                    sum += kernel[o, i] * input[i];
                    kernelGradients[o, i] += 2 * error * gain[o] * input[i];
                }

                gainGradients[o] += 2 * error * (sum - mean[o]);
                shiftGradients[o] += 2 * error;
            }
        }

        return loss;
    }

    private static TensorView Kernel(Span<float> block) => new LayerView(Table[1], block)["kernel"];

    private static TensorView Gain(Span<float> block, int tensor) => new LayerView(Table[2], block)[tensor];
}
