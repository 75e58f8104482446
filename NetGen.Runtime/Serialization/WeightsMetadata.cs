namespace NetGen.Runtime.Serialization;

/// <summary>What files say beside their tensors.</summary>
internal static class WeightsMetadata
{
    private const string Format = "netgen.format", Generator = "netgen.generator", Architecture = "netgen.architecture", Hash = "netgen.architecture.hash";

    private const string Version = "1";

    /// <summary>What is written for a network. Tensors have PyTorch's names and shapes, so the format says so to who asks.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(INeuralNetwork network)
    {
        string architecture = NetworkArchitecture.TextOf(network);
        return
        [
            new("format", "pt"),
            new(Format, Version),
            new(Generator, typeof(WeightsMetadata).Assembly.GetName().Version!.ToString(3)),
            new(Architecture, architecture),
            new(Hash, NetworkArchitecture.HashOf(architecture)),
        ];
    }

    /// <summary>Compares what a file says with a network; a file that says nothing is believed.</summary>
    /// <exception cref="WeightsException">It is one of a network that computes something else, or of a later version.</exception>
    public static void Compare(IReadOnlyDictionary<string, string> metadata, INeuralNetwork network)
    {
        if (metadata.TryGetValue(Format, out string? version) && version != Version)
            throw new WeightsException(WeightsProblem.InvalidHeader, $"Expected a file of version {Version}, but this is one of version {version}, which a later NetGen wrote.");
        string architecture = NetworkArchitecture.TextOf(network);
        if (!metadata.TryGetValue(Hash, out string? hash) || hash == NetworkArchitecture.HashOf(architecture))
            return;
        throw new WeightsException(
            WeightsProblem.OtherArchitecture,
            $"All tensors fit, but the file was written by another network: {NetworkArchitecture.Difference(architecture, metadata.GetValueOrDefault(Architecture, ""))}. "
            + "LoadOptions.AllowOtherArchitecture reads it all the same.");
    }
}
