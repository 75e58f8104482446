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
        bool isWhole = !options.ByOrder && !options.AllowMissing && !options.AllowUnused && options.Prefix.Length == 0 && options.Rename is null;
        Read(network, stream, options, isCompared: isWhole && !options.AllowOtherArchitecture);
    }

    /// <summary>Reads weights from a file of which it is known which tensors are meant.</summary>
    /// <param name="network">Receives them, after all have been read.</param>
    /// <param name="stream">The file, from here to its end.</param>
    /// <param name="names">What the network calls each of them.</param>
    /// <exception cref="WeightsException">The file is damaged or does not fit.</exception>
    public static void ReadNamed(INeuralNetwork network, Stream stream, Dictionary<string, string> names) =>
        Read(network, stream, new LoadOptions { Rename = name => names.GetValueOrDefault(name) }, isCompared: names.All(static pair => pair.Key == pair.Value));

    private static void Read(INeuralNetwork network, Stream stream, LoadOptions options, bool isCompared)
    {
        using WeightsSource source = WeightsSource.Open(stream);
        // What lies in memory is looked at and then copied; what comes from elsewhere, and may end anywhere, is gathered first.
        float[]? gathered = null;
        List<TensorCopy> copies = TensorMatcher.Match(source.Header, network.Layers, () => gathered ?? network.ParametersAndStatistics, options);
        if (isCompared)
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
