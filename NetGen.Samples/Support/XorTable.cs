namespace NetGen.Samples.Support;

/// <summary>The truth table of exclusive or, in the order 00, 01, 10, 11.</summary>
internal static class XorTable
{
    public static float[] Inputs { get; } = [0, 0, 0, 1, 1, 0, 1, 1];

    public static float[] Targets { get; } = [0, 1, 1, 0];

    public static string[] Names { get; } = ["00", "01", "10", "11"];

    /// <summary>Whether four outputs round to the table.</summary>
    public static bool IsLearned(ReadOnlySpan<float> outputs)
    {
        for (int i = 0; i < Targets.Length; i++)
        {
            if (outputs[i] >= 0.5f != (Targets[i] == 1))
                return false;
        }

        return true;
    }

    /// <summary>Why four outputs do not round to the table: which samples of unlike targets the network cannot tell apart.</summary>
    public static string Explain(float[] outputs)
    {
        var alike = new List<string>();
        for (int i = 0; i < Targets.Length; i++)
        {
            for (int j = i + 1; j < Targets.Length; j++)
            {
                if (Targets[i] != Targets[j] && MathF.Abs(outputs[i] - outputs[j]) < 0.1f)
                    alike.Add($"{Names[i]} and {Names[j]}");
            }
        }

        string values = string.Join(", ", outputs.Select(y => y.ToString("F3")));
        return alike.Count == 0
            ? $"outputs {values}; training has not come far enough."
            : $"a local minimum in which {string.Join(", ", alike)} look alike to the hidden units; outputs {values}.";
    }
}
