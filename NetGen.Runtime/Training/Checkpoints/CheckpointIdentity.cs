using System.Globalization;

namespace NetGen.Runtime.Training;

/// <summary>
/// All that the bits of a training depend on besides its memory, as texts with a name each: a checkpoint has them, and where one differs it is
/// refused, and the name said. What is not here may change when a training is resumed: threads, reports, metrics, paths, and the number of
/// epochs unless the schedule spans them.
/// </summary>
internal sealed class CheckpointIdentity
{
    private readonly List<(string Name, string Value)> _facts = [];

    private CheckpointIdentity()
    {
    }

    /// <summary>How many names and values there are.</summary>
    public int Count => _facts.Count;

    /// <summary>Gathers what a training depends on.</summary>
    /// <param name="setup">The trainer's.</param>
    /// <param name="data">The call's.</param>
    public static CheckpointIdentity Of(TrainingSetup setup, TrainingData data)
    {
        // Records print numbers as the current culture does.
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return Gather(setup, data);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static CheckpointIdentity Gather(TrainingSetup setup, TrainingData data)
    {
        TrainingOptions options = setup.Options;
        var identity = new CheckpointIdentity();
        identity.AddNetwork(setup.Network);
        // Gradients are summed block by block.
        identity.Add("a network that takes so many rows at once:", setup.Network.RowsPerBlock);
        identity.Add("the optimizer", options.Optimizer.Name);
        identity.Add("an optimizer whose slots number", setup.Memory.Optimizer.Slots.Length);
        identity.AddMembers("the optimizer's", options.Optimizer.ToString());
        identity.Add("the seed", options.Seed);
        identity.Add("the batch size", data.BatchSize);
        identity.Add("training data of", data.Train is { } train ? Text(train.Count) + " rows" : "a stream");
        if (data.Train is not null)
            identity.Add("training data with the checksum", DataChecksum.Of(data.Train));
        identity.Add(nameof(options.AccumulationSteps), options.AccumulationSteps);
        identity.Add(nameof(options.Shuffle), options.Shuffle);
        identity.Add("the schedule", options.Schedule.ToString());
        if (options.Schedule.SpansTraining)
            identity.Add("a schedule over so many epochs:", options.Epochs);
        identity.Add(nameof(options.StepsPerEpoch), options.StepsPerEpoch);
        identity.Add(nameof(options.L1), options.L1);
        identity.Add(nameof(options.L2), options.L2);
        identity.Add(nameof(options.RegularizeBiases), options.RegularizeBiases);
        identity.Add(nameof(options.MaxNorm), options.MaxNorm);
        identity.Add(nameof(options.ClipValue), options.ClipValue);
        identity.Add(nameof(options.ClipNorm), options.ClipNorm);
        identity.Add(nameof(options.LabelSmoothing), options.LabelSmoothing);
        identity.Add(nameof(options.InputNoise), options.InputNoise);
        identity.Add(nameof(options.ClassWeights), options.ClassWeights is { } weights ? string.Join(' ', weights.Select(Text)) : "none");
        identity.Add(nameof(options.OutputWeights), options.OutputWeights is { } outputs ? string.Join(' ', outputs.Select(Text)) : "none");
        identity.Add(nameof(options.NonFinite), options.NonFinite);
        if (options.EarlyStopping is not null || options.Schedule.Plateau is not null)
        {
            identity.Add("validation data of so many rows:", data.Validation?.Count ?? 0);
            if (data.Validation is not null)
                identity.Add("validation data with the checksum", DataChecksum.Of(data.Validation));
            identity.Add(nameof(options.ValidateEvery), options.ValidateEvery);
        }

        // A checkpoint of a training without one says nothing of it.
        if (options.ParameterAverage is { } average)
            identity.AddMembers("the average's", average.ToString());
        identity.Add("early stopping", options.EarlyStopping is { } stopping
            ? $"patience {stopping.Patience}, minimum {Text(stopping.MinDelta)}, {stopping.Metric?.Name ?? "loss"}, restores {stopping.RestoreBest}"
            : "none");
        return identity;
    }

    /// <summary>Writes all names and values.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_facts.Count);
        foreach ((string name, string value) in _facts)
        {
            CheckpointReader.WriteText(writer, name);
            CheckpointReader.WriteText(writer, value);
        }
    }

    /// <summary>Reads the names and values of a checkpoint and compares.</summary>
    /// <exception cref="InvalidDataException">One differs.</exception>
    public void Compare(CheckpointReader reader)
    {
        List<(string Name, string Value)> actual = reader.ReadList(2 * sizeof(int), static (reader, _) => (reader.ReadText(), reader.ReadText()));
        for (int i = 0; i < _facts.Count; i++)
        {
            (string name, string value) = _facts[i];
            int place = actual.FindIndex(fact => fact.Name == name);
            string other = place < 0 ? "none" : actual[place].Value;
            if (other != value)
                throw new InvalidDataException($"Expected a checkpoint of {name} {value}, but it is one of {other}.");
        }

        if (actual.Find(fact => _facts.TrueForAll(own => own.Name != fact.Name)) is { Name: { } left } extra)
            throw new InvalidDataException($"Expected a checkpoint without {left}, but it is one of {extra.Value}.");
    }

    private static string Text<T>(T value) => string.Create(CultureInfo.InvariantCulture, $"{value}");

    private void AddNetwork(ITrainableNetwork network)
    {
        var layers = new List<string>();
        var settings = new List<string>();
        foreach (LayerInfo layer in network.Layers)
        {
            layers.Add($"{layer.Kind} {layer.InputSize}-{layer.OutputSize} {layer.Activation}");
            if (layer.ActivationParameter != 0)
                layers[^1] += $" {layer.ActivationParameter}";
            if (!layer.Tensors.IsEmpty)
                layers[^1] += $" ({string.Join(", ", layer.Tensors)})";
            foreach (TensorInfo tensor in layer.Tensors)
            {
                settings.Add(
                    $"{layer.Name} {tensor.Name}{(tensor.IsTrained ? "" : " frozen")} L1 {tensor.L1} L2 {tensor.L2} norm {tensor.MaxNorm}");
            }
        }

        Add("a network", string.Join("; ", layers));
        Add("a network with the settings", string.Join("; ", settings));
        foreach (string line in network.Definition.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            Add(line[..Math.Max(colon, 0)], line[(colon < 0 ? 0 : colon + 2)..]);
        }
    }

    private void Add<T>(string name, T value) => _facts.Add((name, Text(value)));

    // A record tells all it has: "Adam { LearningRate = 0.001, Beta1 = 0.9 }". What is added to one is in its checkpoints without being listed here.
    private void AddMembers(string owner, string record)
    {
        string members = record[(record.IndexOf('{') + 1)..record.LastIndexOf('}')];
        foreach (string member in members.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = member.IndexOf('=');
            Add($"{owner} {member[..equals].TrimEnd()}", member[(equals + 1)..].TrimStart());
        }
    }
}

/// <summary>The data of a call.</summary>
/// <param name="BatchSize">How many rows a batch has.</param>
/// <param name="Train">What is learned; null for a stream.</param>
/// <param name="Validation">What is measured, if anything.</param>
internal readonly record struct TrainingData(int BatchSize, Dataset? Train, Dataset? Validation);
