namespace NetGen.Runtime.Training;

/// <summary>Writes and reads the result of an epoch.</summary>
internal static class CheckpointEpoch
{
    /// <summary>The bytes of an epoch without metrics.</summary>
    public const int LeastBytes = 5 * sizeof(float) + sizeof(long) + sizeof(int);

    public static void Write(BinaryWriter writer, in EpochResult epoch)
    {
        writer.Write(epoch.Loss);
        writer.Write((epoch.ValidationLoss is not null ? 1 : 0) + (epoch.ValidationAccuracy is not null ? 2 : 0));
        writer.Write(epoch.ValidationLoss ?? 0);
        writer.Write(epoch.ValidationAccuracy ?? 0);
        writer.Write(epoch.LearningRate);
        writer.Write(epoch.Duration.Ticks);
        writer.Write(epoch.Metrics.Length);
        foreach (float metric in epoch.Metrics.Span)
            writer.Write(metric);
    }

    public static EpochResult Read(CheckpointReader reader, int number)
    {
        float loss = reader.Read<float>();
        int measures = reader.Read("a mark", 0, 3);
        float validationLoss = reader.Read<float>(), accuracy = reader.Read<float>(), rate = reader.Read<float>();
        var duration = new TimeSpan(reader.Read("a duration", 0, long.MaxValue));
        float[] metrics = [.. reader.ReadList(sizeof(float), static (r, _) => r.Read<float>())];
        return new EpochResult
        {
            Epoch = number, Loss = loss, ValidationLoss = (measures & 1) > 0 ? validationLoss : null,
            ValidationAccuracy = (measures & 2) > 0 ? accuracy : null, LearningRate = rate, Duration = duration, Metrics = metrics,
        };
    }
}
