namespace NetGen;

/// <summary>In which order the numbers of a shaped input lie in the user's rows.</summary>
public enum InputOrder
{
    /// <summary>All of the first channel, then the second, as in PyTorch.</summary>
    ChannelsFirst,

    /// <summary>All channels of the first place, then of the second, as pictures lie in memory.</summary>
    ChannelsLast,
}
