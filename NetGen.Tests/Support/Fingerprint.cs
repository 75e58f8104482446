using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen.Tests.Support;

/// <summary>The bits of whatever networks compute, in one short text: outputs, losses and trained parameters.</summary>
internal static class Fingerprint
{
    private const int Rows = 150, BatchSize = 64;

    /// <summary>Trains a new network of a type on invented data, and hashes all there is.</summary>
    public static string Of(Type type, int threads, int seed = 5)
    {
        var network = (ITrainableNetwork)Zoo.Create(type, seed);
        int outputs = network.OutputSize;
        float[] inputs = [.. Enumerable.Range(0, Rows * network.InputSize).Select(static i => (i * 7 % 97 - 40) / 97f)], targets = new float[Rows * outputs];
        for (int row = 0; row < Rows; row++)
            targets[row * outputs + row * row % outputs] = outputs == 1 ? row % 2 : 1;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var trainer = new Trainer(network, new TrainingOptions
        {
            Epochs = 3, BatchSize = BatchSize, Seed = 7, Optimizer = Optimizer.Adam(0.01f), ClipNorm = 1, MaxDegreeOfParallelism = threads,
        });
        foreach (EpochResult epoch in trainer.Fit(new Dataset(inputs, targets, network.InputSize, outputs)).History)
            hash.AppendData(BitConverter.GetBytes(epoch.Loss));
        Append(network.Parameters);

        float[] gradients = new float[network.ParameterCount], given = new float[Rows * outputs], workspace = new float[network.WorkspaceLength];
        network.ForwardBatch(inputs, given, workspace);
        network.BackwardBatch(inputs, targets, gradients, default, workspace);
        Append(given);
        Append(gradients);
        for (int row = 0; row < 20; row++)
            new NetworkMembers(network).Train(inputs.AsSpan(row * network.InputSize, network.InputSize), targets.AsSpan(row * outputs, outputs), 0.1f);
        Append(network.Parameters);
        return Convert.ToHexString(hash.GetHashAndReset())[..16];

        void Append(ReadOnlySpan<float> floats) => hash.AppendData(MemoryMarshal.AsBytes(floats));
    }
}
