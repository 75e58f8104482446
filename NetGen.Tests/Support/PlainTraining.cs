namespace NetGen.Tests.Support;

/// <summary>
/// Gradient descent as docs describe it, by plain loops in double precision: of one dense layer y = W·x + b with the mean squared error. Rows are taken in
/// their order.
/// </summary>
internal sealed class PlainTraining(Dataset data, float[] start, TrainingOptions options, LayerInfo layer)
{
    private readonly int _inputs = data.InputSize, _outputs = data.OutputSize;

    /// <summary>W, row by row, and behind it b.</summary>
    public double[] Parameters { get; } = [.. start.Select(value => (double)value)];

    /// <summary>The norm of every step's gradient, before it is clipped by norm.</summary>
    public List<double> Norms { get; } = [];

    /// <summary>The mean loss of every epoch.</summary>
    public List<double> Losses { get; } = [];

    /// <summary>Trains.</summary>
    /// <param name="momentum">μ of v = μ·v + g, p −= η·v.</param>
    public void Run(float momentum = 0)
    {
        double[] velocity = new double[Parameters.Length];
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            double epochLoss = 0;
            int step = options.BatchSize * options.AccumulationSteps;
            for (int first = 0; first < data.Count; first += step)
            {
                double[] gradient = new double[Parameters.Length];
                int rows = Math.Min(step, data.Count - first);
                for (int row = first; row < first + rows; row++)
                    epochLoss += Backward(row, gradient);
                for (int i = 0; i < gradient.Length; i++)
                    gradient[i] /= rows;
                Penalise(gradient);
                Clip(gradient);
                for (int i = 0; i < gradient.Length; i++)
                {
                    velocity[i] = momentum * velocity[i] + gradient[i] + (IsRegularised(i) ? options.Optimizer.WeightDecay * Parameters[i] : 0);
                    Parameters[i] -= options.Optimizer.LearningRate * velocity[i];
                }

                LimitNorms();
            }

            Losses.Add(epochLoss / data.Count);
        }
    }

    private bool IsWeight(int i) => i < _inputs * _outputs;

    private bool IsRegularised(int i) => IsWeight(i) || options.RegularizeBiases;

    private double Backward(int row, double[] gradient)
    {
        double loss = 0;
        for (int o = 0; o < _outputs; o++)
        {
            double error = Parameters[_inputs * _outputs + o] - data.Target(row)[o];
            for (int i = 0; i < _inputs; i++)
                error += Parameters[o * _inputs + i] * data.Input(row)[i];
            loss += data.Weight(row) * error * error / _outputs;
            for (int i = 0; i < _inputs; i++)
                gradient[o * _inputs + i] += data.Weight(row) * 2 * error / _outputs * data.Input(row)[i];
            gradient[_inputs * _outputs + o] += data.Weight(row) * 2 * error / _outputs;
        }

        return loss;
    }

    // λ₁·|w| and λ₂·w², of the layer's own and of the options, on the mean over the rows.
    private void Penalise(double[] gradient)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            TensorInfo tensor = IsWeight(i) ? layer.Weight() : layer.Bias()!;
            double l1 = tensor.L1 + (IsRegularised(i) ? options.L1 : 0), l2 = tensor.L2 + (IsRegularised(i) ? options.L2 : 0);
            gradient[i] += l1 * Math.Sign(Parameters[i]) + 2 * l2 * Parameters[i];
        }
    }

    // Elements first, then the length of all.
    private void Clip(double[] gradient)
    {
        if (options.ClipValue > 0)
        {
            for (int i = 0; i < gradient.Length; i++)
                gradient[i] = Math.Clamp(gradient[i], -options.ClipValue, options.ClipValue);
        }

        double norm = Math.Sqrt(gradient.Sum(value => value * value));
        Norms.Add(norm);
        if (options.ClipNorm > 0 && norm > options.ClipNorm)
        {
            for (int i = 0; i < gradient.Length; i++)
                gradient[i] *= options.ClipNorm / norm;
        }
    }

    private void LimitNorms()
    {
        double limit = layer.Weight().MaxNorm > 0 ? layer.Weight().MaxNorm : options.MaxNorm;
        for (int o = 0; o < _outputs && limit > 0; o++)
        {
            double norm = Math.Sqrt(Enumerable.Range(0, _inputs).Sum(i => Math.Pow(Parameters[o * _inputs + i], 2)));
            for (int i = 0; i < _inputs && norm > limit; i++)
                Parameters[o * _inputs + i] *= limit / norm;
        }
    }
}
