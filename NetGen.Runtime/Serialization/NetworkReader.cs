namespace NetGen.Runtime.Serialization;

/// <summary>Reads a network's weights from a file, all or none.</summary>
internal static class NetworkReader
{
    /// <summary>Reads weights.</summary>
    /// <param name="network">Receives them, after all have been read.</param>
    /// <param name="stream">The file, from here to its end.</param>
    /// <param name="options">How.</param>
    /// <exception cref="WeightsException">The file is damaged or does not fit. The network is as it was.</exception>
    public static void Read(INeuralNetwork network, Stream stream, LoadOptions options)
    {
        using WeightsSource source = WeightsSource.Open(stream);
        // What lies in memory is looked at and then copied; what comes from elsewhere, and may end anywhere, is gathered first.
        float[]? gathered = null;
        List<TensorCopy> copies = TensorMatcher.Match(source.Header, network.Layers, () => gathered ?? network.ParametersAndStatistics, options);
        bool isWhole = !options.ByOrder && !options.AllowMissing && !options.AllowUnused && options.Prefix.Length == 0 && options.Rename is null;
        if (isWhole && !options.AllowOtherArchitecture)
            WeightsMetadata.Compare(source.Header.Metadata, network);
        if (source.IsSteady)
        {
            if (!options.AllowNonFinite)
            {
                TensorReader.Check(source, copies);
                source.Rewind();
            }

            TensorReader.Copy(source, copies, allowsNonFinite: true);
            source.End();
            return;
        }

        gathered = network.ParametersAndStatistics.ToArray();
        TensorReader.Copy(source, copies, options.AllowNonFinite);
        source.End();
        gathered.CopyTo(network.ParametersAndStatistics);
    }
}
