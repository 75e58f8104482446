using NetGen.Runtime.Serialization;

namespace NetGen.Runtime.Training;

/// <summary>
/// Writes the file of <see cref="TrainingOptions.CheckpointPath"/>: every few epochs, and the last whole epoch always, however training ends.
/// Of epochs that are not written at once it keeps what a step changes.
/// </summary>
internal sealed class CheckpointKeeper
{
    private readonly TrainingOptions _options;
    private readonly TrainingMemory _memory;
    private readonly CheckpointContent _content;
    private readonly AtomicFile? _target;
    private readonly ParameterBlock[]? _slots;
    private MemoryPoint _point;
    private bool _isKept, _isSaved;

    public CheckpointKeeper(TrainingSetup setup, CheckpointContent content, AtomicFile? target)
    {
        (_options, _memory, _content, _target) = (setup.Options, setup.Memory, content, target);
        if (target is not null && _options.CheckpointEvery > 1)
            _slots = [.. _memory.Optimizer.Slots.Select(static slot => new ParameterBlock(slot.Length))];
    }

    /// <summary>An epoch has ended.</summary>
    public void AfterEpoch(bool isLast)
    {
        if (_target is null)
            return;
        if (isLast || _memory.Epoch % _options.CheckpointEvery == 0)
            Save();
        else
            Keep();
    }

    /// <summary>The parameters have changed since the epoch ended.</summary>
    public void AfterChange()
    {
        if (_target is not null && _isSaved)
            Save();
    }

    /// <summary>Writes the last whole epoch, if there is one that is not written.</summary>
    public void SaveLast()
    {
        if (!_isKept)
            return;
        _isKept = false;
        _target!.Replace(stream => _content.Write(stream, _point, _slots!));
    }

    private void Save()
    {
        (_isKept, _isSaved) = (false, true);
        _target!.Replace(_content.Write);
    }

    private void Keep()
    {
        (_isKept, _isSaved, _point) = (true, false, MemoryPoint.Of(_memory));
        for (int i = 0; i < _slots!.Length; i++)
            _memory.Optimizer.Slots[i].Span.CopyTo(_slots[i].Span);
    }
}
