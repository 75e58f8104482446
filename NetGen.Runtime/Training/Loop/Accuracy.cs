using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>Counts right answers.</summary>
internal static class Accuracy
{
    /// <summary>Tells what counts as a right answer of a network on a dataset.</summary>
    public static AccuracyRule RuleFor(INeuralNetwork network, Dataset data)
    {
        Activation head = network.Layers.Length > 0 ? network.Layers[^1].Activation : Activation.Identity;
        if (network.OutputSize > 1 && (network is ITrainableNetwork { HasClassTargets: true } || data.HasLabels || IsOneHot(data)))
            return AccuracyRule.LargestOutput;
        return head is Activation.Sigmoid or Activation.HardSigmoid && IsBinary(data) ? AccuracyRule.Threshold : AccuracyRule.None;
    }

    /// <summary>Counts the right answers of one row: at most 1, or one an output by <see cref="AccuracyRule.Threshold"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count(AccuracyRule rule, ReadOnlySpan<float> output, ReadOnlySpan<float> target, int label)
    {
        if (rule == AccuracyRule.None)
            return 0;
        if (rule == AccuracyRule.LargestOutput)
            return Classes.Of(output) == label ? 1 : 0;
        int right = 0;
        for (int i = 0; i < output.Length; i++)
            right += output[i] >= 0.5f == target[i] >= 0.5f ? 1 : 0;
        return right;
    }

    private static bool IsOneHot(Dataset data)
    {
        for (int row = 0; row < data.Count; row++)
        {
            float sum = 0;
            foreach (float t in data.Target(row))
            {
                if (t != 0 && t != 1)
                    return false;
                sum += t;
            }

            if (sum != 1)
                return false;
        }

        return true;
    }

    private static bool IsBinary(Dataset data)
    {
        for (int row = 0; row < data.Count; row++)
        {
            foreach (float t in data.Target(row))
            {
                if (t != 0 && t != 1)
                    return false;
            }
        }

        return true;
    }
}
