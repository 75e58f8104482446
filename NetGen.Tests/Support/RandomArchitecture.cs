using System.Text;

namespace NetGen.Tests.Support;

/// <summary>Draws networks as source text: odd sizes, all activations, losses and flags.</summary>
internal static class RandomArchitecture
{
    public const string Namespace = "NetGen.Drawn";

    private static readonly int[] OddSizes = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 20, 24, 31, 32, 33, 40, 47, 48, 63, 64, 65, 96, 100, 127, 128, 129];
    private static readonly Activation[] Activations = Enum.GetValues<Activation>();
    private static readonly Loss[] Losses = Enum.GetValues<Loss>();

    /// <summary>A file with a number of networks.</summary>
    public static string Draw(Random random, int count)
    {
        var source = new StringBuilder($"namespace {Namespace};\n");
        for (int i = 0; i < count; i++)
        {
            Loss loss = Losses[random.Next(Losses.Length)];
            int layers = random.Next(1, 6);
            source.Append($"[NeuralNetwork({Size(random)}");
            if (loss != Loss.None)
                source.Append($", Loss = Loss.{loss}");
            if (loss is Loss.MeanSquaredError or Loss.MeanAbsoluteError or Loss.Huber or Loss.BinaryCrossEntropy && random.Next(3) == 0)
                source.Append(", Reduction = Reduction.Sum");
            if (loss == Loss.Huber && random.Next(2) == 0)
                source.Append(", Delta = 0.4f");
            if (loss is Loss.Hinge or Loss.SquaredHinge && random.Next(2) == 0)
                source.Append(", Margin = 1.5f");
            if (random.Next(4) == 0)
                source.Append($", StackBudget = {1024 << random.Next(6)}");
            source.Append(")]\n");
            int trained = random.Next(layers);
            for (int layer = 0; layer < layers; layer++)
                Layer(random, source, loss, isHead: layer == layers - 1, mustTrain: layer == trained);
            source.Append($"public sealed partial class Drawn{i};\n\n");
        }

        return source.ToString();
    }

    /// <summary>A network for every activation at the head under every loss that takes it.</summary>
    public static string Matrix()
    {
        var source = new StringBuilder($"namespace {Namespace};\n");
        Loss[] losses = [Loss.MeanSquaredError, Loss.SumOfSquares, Loss.HalfSumOfSquares, Loss.MeanAbsoluteError, Loss.Huber];
        foreach (Activation activation in Activations)
        {
            foreach (Loss loss in losses)
            {
                // A size of its own for every pair, so that tails differ.
                int size = 2 + ((int)activation * 7 + (int)loss * 5) % 31;
                source.Append(
                    $"[NeuralNetwork({size + 1}, Loss = Loss.{loss})]\n[Dense({size}, Activation.{activation})]\n"
                    + $"public sealed partial class {activation}{loss};\n\n");
            }
        }

        return source.ToString();
    }

    private static void Layer(Random random, StringBuilder source, Loss loss, bool isHead, bool mustTrain)
    {
        Activation activation = Activations[random.Next(Activations.Length)];
        if (isHead)
        {
            activation = loss switch
            {
                Loss.BinaryCrossEntropy => Activation.Sigmoid,
                Loss.CrossEntropy or Loss.KullbackLeibler => Activation.Softmax,
                Loss.Hinge or Loss.SquaredHinge => Activation.Identity,
                _ => activation,
            };
        }

        int units = Size(random);
        if (activation == Activation.Softmax || (isHead && loss is Loss.Hinge or Loss.SquaredHinge))
            units = Math.Max(2, units);
        source.Append($"[Dense({units}, Activation.{activation}");
        if (activation == Activation.LeakyRelu && random.Next(2) == 0)
            source.Append(", Slope = 0.3f");
        if (activation == Activation.Elu && random.Next(2) == 0)
            source.Append(", Alpha = 1.6f");
        bool hasBiases = random.Next(5) != 0;
        if (!hasBiases)
            source.Append(", UseBias = false");
        if (!mustTrain && random.Next(6) == 0)
            source.Append(", TrainWeights = false");
        if (hasBiases && !mustTrain && random.Next(6) == 0)
            source.Append(", TrainBiases = false");
        source.Append(")]\n");
    }

    private static int Size(Random random) => random.Next(4) == 0 ? random.Next(1, 131) : OddSizes[random.Next(OddSizes.Length)];
}
