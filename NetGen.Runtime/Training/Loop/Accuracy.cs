using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>Counts right answers: the one definition of accuracy, for evaluation, metrics and progress.</summary>
internal static class Accuracy
{
    public const float Threshold = 0.5f;

    /// <summary>How many answers a row has.</summary>
    public static int AnswersPerRow(Dataset data) => data.Kind switch
    {
        TargetKind.Numbers => 0,
        TargetKind.Labels => data.OutputSize,
        _ => 1,
    };

    /// <summary>How many answers of a row are right. NaN never is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count(ReadOnlySpan<float> output, Dataset data, int row, float threshold)
    {
        if (data.Kind == TargetKind.Numbers)
            return 0;
        if (data.Kind != TargetKind.Labels)
            return Classes.Answer(output, threshold) == data.Label(row) ? 1 : 0;
        ReadOnlySpan<float> target = data.Target(row);
        int right = 0;
        for (int i = 0; i < output.Length; i++)
            right += target[i] == 1 ? output[i] >= threshold ? 1 : 0 : output[i] < threshold ? 1 : 0;
        return right;
    }
}
