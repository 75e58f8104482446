namespace NetGen.Runtime.Training;

/// <summary>
/// What a checkpoint knows: what its bits depend on, the numbers of the memory at the end of an epoch, the epochs of the call, and blocks of
/// floats: parameters, the optimizer's slots, the best weights. How that becomes bytes is <see cref="CheckpointFile"/>'s matter.
/// </summary>
internal sealed class CheckpointContent(TrainingSetup setup, TrainingData data)
{
    private readonly ITrainableNetwork _network = setup.Network;
    private readonly TrainingMemory _memory = setup.Memory;
    private CheckpointIdentity? _identity;

    private CheckpointIdentity Identity => _identity ??= CheckpointIdentity.Of(setup, data);

    /// <summary>Writes a checkpoint of the epoch that has just ended.</summary>
    public void Write(Stream stream) =>
        CheckpointFile.Write(stream, writer => Write(writer, MemoryPoint.Of(_memory), _memory.Optimizer.Slots, _network.Parameters));

    /// <summary>Writes a checkpoint of the last whole epoch, from the copies that were kept of it.</summary>
    public void Write(Stream stream, MemoryPoint point, ParameterBlock[] slots) =>
        CheckpointFile.Write(stream, writer => Write(writer, point, slots, _memory.LastGood));

    private void Write(BinaryWriter writer, in MemoryPoint point, ParameterBlock[] slots, Span<float> parameters)
    {
        Identity.Write(writer);
        point.Write(writer);
        writer.Write(_memory.History.Count);
        foreach (EpochResult epoch in _memory.History)
            CheckpointEpoch.Write(writer, epoch);
        ParameterOrder.Write(writer, _network, parameters);
        foreach (ParameterBlock slot in slots)
            ParameterOrder.Write(writer, _network, slot.Span);
        writer.Write(_memory.Best.Weights is not null);
        if (_memory.Best.Weights is { } best)
            ParameterOrder.Write(writer, _network, best.Span);
        if (_memory.Average is { } average)
        {
            writer.Write(average.LastGoodUpdates);
            ParameterOrder.Write(writer, _network, average.LastGood);
        }
    }

    /// <summary>Brings memory and network where a checkpoint was written. Changes nothing unless all of it can be read.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or one of something else.</exception>
    public void Restore(Stream stream)
    {
        CheckpointReader reader = CheckpointFile.Read(stream);
        Identity.Compare(reader);
        MemoryPoint point = MemoryPoint.Read(reader);
        List<EpochResult> history = reader.ReadList(CheckpointEpoch.LeastBytes, (r, i) => CheckpointEpoch.Read(r, point.CallEpoch + i + 1));
        if (history.Count != point.Epoch - point.CallEpoch)
            throw new InvalidDataException($"The checkpoint is damaged: it has {history.Count} epochs, but should have {point.Epoch - point.CallEpoch}.");

        float[] parameters = ParameterOrder.Read(reader, _network, "the parameters");
        if (!Finite.All(parameters))
            throw new InvalidDataException("The checkpoint is damaged: a parameter is infinite.");
        float[][] slots = new float[_memory.Optimizer.Slots.Length][];
        for (int i = 0; i < slots.Length; i++)
            slots[i] = ParameterOrder.Read(reader, _network, "the optimizer's numbers", isNotNegative: _memory.Optimizer.IsNotNegative(i));
        bool hasBest = reader.Read<byte>("whether there are best weights", 0, 1) == 1;
        if (hasBest != (setup.Options.EarlyStopping is { RestoreBest: true } && point.BestEpoch > 0))
            throw new InvalidDataException($"The checkpoint is damaged: it has {(hasBest ? "" : "no ")}best weights, but epoch {point.BestEpoch} was the best.");
        float[]? best = hasBest ? ParameterOrder.Read(reader, _network, "the best weights") : null;
        if (!Finite.All(best))
            throw new InvalidDataException("The checkpoint is damaged: one of the best weights is infinite.");
        long updates = _memory.Average is null ? 0 : reader.Read("the number of the average's updates", 0, point.Step);
        float[]? average = _memory.Average is null ? null : ParameterOrder.Read(reader, _network, "the averages", withStatistics: true);
        if (!Finite.All(average))
            throw new InvalidDataException("The checkpoint is damaged: one of the averages is infinite.");
        if (!reader.IsAtEnd)
            throw new InvalidDataException("The checkpoint is damaged: there is more behind its end.");

        _memory.Restore(point, history, data.Validation is not null);
        for (int i = 0; i < slots.Length; i++)
            slots[i].CopyTo(_memory.Optimizer.Slots[i].Span);
        parameters.CopyTo(_network.Parameters);
        _memory.Prepare(parameters);
        best?.CopyTo(_memory.Best.Weights!.Value.Span);
        _memory.Average?.Restore(updates, average);
    }
}
