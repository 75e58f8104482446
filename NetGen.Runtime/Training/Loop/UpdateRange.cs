namespace NetGen.Runtime.Training;

/// <summary>Parameters that lie together and are treated alike.</summary>
/// <param name="Start">The first parameter.</param>
/// <param name="Count">How many there are.</param>
/// <param name="L1">λ of the L1 penalty.</param>
/// <param name="L2">λ of the L2 penalty.</param>
/// <param name="Decays">Whether the optimizer's weight decay applies.</param>
internal readonly record struct UpdateRange(int Start, int Count, float L1, float L2, bool Decays)
{
    // Small enough to share out among threads and to stay in the first cache, and a whole number of lines.
    private const int MostParameters = 4096;

    /// <summary>Lists the ranges of all parameters that are trained, cut to size.</summary>
    public static UpdateRange[] Of(INeuralNetwork network, TrainingOptions options)
    {
        bool decays = options.Optimizer.WeightDecay > 0;
        var ranges = new List<UpdateRange>();
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                if (!tensor.IsTrained || !tensor.IsParameter)
                    continue;
                bool regularized = tensor.Role == TensorRole.Matrix || options.RegularizeBiases;
                ranges.Add(new(
                    tensor.Offset, tensor.Length, tensor.L1 + (regularized ? options.L1 : 0), tensor.L2 + (regularized ? options.L2 : 0), decays && regularized));
            }
        }

        var cut = new List<UpdateRange>();
        foreach (UpdateRange range in Merge(ranges))
        {
            for (int start = 0; start < range.Count; start += MostParameters)
                cut.Add(range with { Start = range.Start + start, Count = Math.Min(MostParameters, range.Count - start) });
        }

        return [.. cut];
    }

    private static List<UpdateRange> Merge(List<UpdateRange> ranges)
    {
        var merged = new List<UpdateRange>();
        foreach (UpdateRange range in ranges.Where(r => r.Count > 0).OrderBy(r => r.Start))
        {
            if (merged.Count > 0 && merged[^1] is var last && last.Start + last.Count == range.Start
                && range with { Start = last.Start, Count = last.Count } == last)
                merged[^1] = last with { Count = last.Count + range.Count };
            else
                merged.Add(range);
        }

        return merged;
    }
}
