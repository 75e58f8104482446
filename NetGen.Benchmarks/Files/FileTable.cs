using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks.Files;

/// <summary>Ten million parameters, those of the wide layers by output and those of the narrow one by input.</summary>
[NeuralNetwork(3000)]
[Dense(3000, Activation.Relu)]
[Dense(330, Activation.Relu)]
[Dense(9)]
internal sealed partial class TenMillionNetwork;

/// <summary>Ten million parameters that all lie in another order in memory than in files.</summary>
[NeuralNetwork(50_000)]
[Dense(200, Activation.Relu)]
[Dense(16)]
internal sealed partial class TransposedNetwork;

/// <summary>Prints how many bytes a second are saved and loaded, in memory and in files: the best of some rounds.</summary>
internal static class FileTable
{
    public static int Print(int rounds)
    {
        Console.WriteLine("network              row-major  save to memory  load from memory  save to file  load from file  (GB/s)");
        Print("3000-3000-330-9", new TenMillionNetwork(1), new TenMillionNetwork(2), rounds);
        Print("50000-200-16", new TransposedNetwork(1), new TransposedNetwork(2), rounds);
        return 0;
    }

    private static void Print(string name, INeuralNetwork network, INeuralNetwork other, int rounds)
    {
        var stream = new MemoryStream();
        network.Save(stream);
        byte[] file = stream.ToArray();
        string path = Path.Combine(Path.GetTempPath(), $"netgen-{Environment.ProcessId}.safetensors");
        double save = Best(rounds, file.Length, () =>
        {
            stream.Position = 0;
            network.Save(stream);
        });
        double load = Best(rounds, file.Length, () => other.LoadFrom(file));
        if (!other.Parameters.SequenceEqual(network.Parameters))
            throw new InvalidOperationException("What was loaded is not what was saved.");
        double toFile = Best(rounds, file.Length, () => network.Save(path)), fromFile = Best(rounds, file.Length, () => other.Load(path));
        File.Delete(path);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20} {RowMajorShare(network),9:P0} {save,15:F1} {load,17:F1} {toFile,13:F1} {fromFile,15:F1}"));
    }

    private static double RowMajorShare(INeuralNetwork network)
    {
        long rowMajor = 0;
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                bool isRowMajor = tensor.Shape.Length < 2 || tensor.Strides[^1] == 1;
                rowMajor += isRowMajor ? tensor.Length : 0;
            }
        }

        return rowMajor / (double)network.ParameterCount;
    }

    private static double Best(int rounds, long bytes, Action run)
    {
        double best = double.MaxValue;
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return bytes / best / 1e9;
    }
}
