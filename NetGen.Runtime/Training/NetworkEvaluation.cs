using NetGen.Runtime.Training;

namespace NetGen;

/// <summary>Measures networks and computes their outputs on many rows, without a trainer.</summary>
public static class NetworkEvaluation
{
    /// <summary>Measures a network on a dataset: its loss, and its accuracy where it tells classes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The rows; means are weighted where they have weights (see <see cref="Dataset.WithWeights"/>).</param>
    /// <param name="maxDegreeOfParallelism">How many threads may work at once: −1 for one a processor, else 1 or more. Changes no bit.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network, a number is not finite, or a target is out of the loss's range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is 0 or less than −1.</exception>
    public static Evaluation Evaluate(this ITrainableNetwork network, Dataset data, int maxDegreeOfParallelism = -1)
    {
        return Evaluate(network, data, maxDegreeOfParallelism, null);
    }

    /// <summary>Measures a network with weights of its outputs.</summary>
    internal static Evaluation Evaluate(this ITrainableNetwork network, Dataset data, int maxDegreeOfParallelism, float[]? outputWeights)
    {
        using WorkerTeam team = Check(network, data, maxDegreeOfParallelism);
        return new Evaluator(network, data, team, keepsOutputs: false, outputWeights).Evaluate();
    }

    /// <summary>Measures a network on a dataset, and every row's loss for itself.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The rows; means are weighted where they have weights (see <see cref="Dataset.WithWeights"/>).</param>
    /// <param name="losses">Receives the loss of every row; as many as rows.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network or has a number that is not finite, or there are more or fewer losses than rows.</exception>
    public static Evaluation Evaluate(this ITrainableNetwork network, Dataset data, Span<float> losses)
    {
        using WorkerTeam team = Check(network, data, -1);
        if (losses.Length != data.Count)
            throw new ArgumentException($"Expected room for {data.Count} losses, one a row, but got {losses.Length}.", nameof(losses));
        float[] output = new float[network.OutputSize], workspace = new float[network.WorkspaceLength];
        for (int row = 0; row < losses.Length; row++)
            losses[row] = network.EvaluateBatch(data.Input(row), data.Target(row), output, workspace);
        return new Evaluator(network, data, team, keepsOutputs: false).Evaluate();
    }

    /// <summary>Returns a network's outputs for all rows of a dataset, row-major.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The rows.</param>
    /// <param name="maxDegreeOfParallelism">How many threads may work at once: −1 for one a processor, else 1 or more. Changes no bit.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network or has a number that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is 0 or less than −1.</exception>
    public static float[] Predict(this ITrainableNetwork network, Dataset data, int maxDegreeOfParallelism = -1)
    {
        using WorkerTeam team = Check(network, data, maxDegreeOfParallelism, checksRange: false);
        var evaluator = new Evaluator(network, data, team, keepsOutputs: true);
        evaluator.Evaluate();
        return evaluator.Outputs.ToArray();
    }

    /// <summary>Returns a network's outputs for some rows of inputs, row-major; of one row its outputs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Rows of <see cref="INeuralNetwork.InputSize"/> numbers; no row at all is allowed.</param>
    /// <exception cref="ArgumentException">The inputs end within a row, or their outputs are more than an array holds.</exception>
    public static float[] Predict(this INeuralNetwork network, ReadOnlySpan<float> inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        int rows = inputs.Length / network.InputSize;
        if (rows * network.InputSize != inputs.Length)
        {
            throw new ArgumentException(
                $"Expected rows of {network.InputSize} inputs, but {inputs.Length} is no multiple of {network.InputSize}.", nameof(inputs));
        }

        long length = (long)rows * network.OutputSize;
        if (length > Array.MaxLength)
            throw new ArgumentException($"{rows} rows of {network.OutputSize} outputs are more than an array holds: predict fewer at once.", nameof(inputs));
        float[] outputs = new float[length];
        network.ForwardBatch(inputs, outputs, new float[network.WorkspaceLength]);
        return outputs;
    }

    private static WorkerTeam Check(ITrainableNetwork network, Dataset data, int maxDegreeOfParallelism, bool checksRange = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (maxDegreeOfParallelism is 0 or < -1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxDegreeOfParallelism), maxDegreeOfParallelism, $"maxDegreeOfParallelism must be -1 or 1 or more, but is {maxDegreeOfParallelism}.");
        }

        DataCheck.Dataset(data, network, nameof(data), checksRange);
        return new WorkerTeam(WorkerTeam.SizeFor(maxDegreeOfParallelism));
    }
}
