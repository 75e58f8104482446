namespace NetGen.Runtime.Training;

internal sealed partial class TrainingRun
{
    /// <summary>Writes all that is needed to go on after the epoch that has just ended.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(ParameterOrder.ShapeOf(_network));
        writer.Write(_options.Optimizer.GetType().Name);
        writer.Write(_state.Slots.Length);
        writer.Write(_options.Seed);
        writer.Write(_epoch);
        writer.Write(_step);
        writer.Write(_skipped);
        writer.Write(_state.Steps);
        writer.Write(_state.Carried);
        writer.Write(_plateau.Factor);
        writer.Write(_plateau.Best);
        writer.Write(_plateau.BadEpochs);
        writer.Write(_plateau.Cooldown);
        writer.Write(_bestEpoch);
        writer.Write(_bestValue);
        writer.Write(_badEvaluations);
        ParameterOrder.Write(writer, _network, _network.Parameters);
        foreach (ParameterBlock slot in _state.Slots)
            ParameterOrder.Write(writer, _network, slot.Span);
        writer.Write(_best is not null);
        if (_best is not null)
            ParameterOrder.Write(writer, _network, _best.Value.Span);
    }

    /// <summary>Goes on where a checkpoint was written. Changes nothing unless all of it can be read.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or one of another network, optimizer or seed.</exception>
    public void Restore(Stream stream)
    {
        using BinaryReader reader = CheckpointFile.Read(stream);
        Expect("a network", ParameterOrder.ShapeOf(_network), reader.ReadString());
        Expect("the optimizer", _options.Optimizer.GetType().Name, reader.ReadString());
        Expect("an optimizer whose slots number", _state.Slots.Length, reader.ReadInt32());
        Expect("the seed", _options.Seed, reader.ReadInt32());
        int epoch = reader.ReadInt32();
        long step = reader.ReadInt64(), skipped = reader.ReadInt64(), optimizerSteps = reader.ReadInt64();
        double carried = reader.ReadDouble();
        var plateau = new PlateauState
        {
            Factor = reader.ReadDouble(), Best = reader.ReadDouble(), BadEpochs = reader.ReadInt32(), Cooldown = reader.ReadInt32(),
        };
        int bestEpoch = reader.ReadInt32();
        double bestValue = reader.ReadDouble();
        int badEvaluations = reader.ReadInt32();
        float[] parameters = ParameterOrder.Read(reader, _network);
        float[][] slots = new float[_state.Slots.Length][];
        for (int i = 0; i < slots.Length; i++)
            slots[i] = ParameterOrder.Read(reader, _network);
        float[]? best = reader.ReadBoolean() ? ParameterOrder.Read(reader, _network) : null;

        (_epoch, _step, _skipped, _plateau) = (epoch, step, skipped, plateau);
        _state.Restore(optimizerSteps, carried);
        for (int i = 0; i < slots.Length; i++)
            slots[i].CopyTo(_state.Slots[i].Span);
        parameters.CopyTo(_network.Parameters);
        parameters.CopyTo(_lastGood.Span);
        if (_options.EarlyStopping is null || (_best is not null && best is null))
            return;
        (_bestEpoch, _bestValue, _badEvaluations) = (bestEpoch, bestValue, badEvaluations);
        if (_best is not null)
            best.CopyTo(_best.Value.Span);
    }

    private static void Expect<T>(string what, T expected, T actual)
        where T : IEquatable<T>
    {
        if (!expected.Equals(actual))
            throw new InvalidDataException($"Expected a checkpoint of {what} {expected}, but it is one of {actual}.");
    }
}
