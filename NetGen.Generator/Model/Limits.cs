namespace NetGen.Generator.Model;

/// <summary>The sizes beyond which a network is refused.</summary>
internal static class Limits
{
    /// <summary>The most inputs or units of one layer.</summary>
    public const int LayerSize = 1_048_576;

    /// <summary>The most parameters of one network: 1 GiB of floats.</summary>
    public const long ParameterCount = 268_435_456;

    /// <summary>The longest array of floats there can be, and so the longest workspace.</summary>
    public const int WorkspaceLength = 2_147_483_591;

    public const int MinStackBudget = 1_024;

    public const int MaxStackBudget = 524_288;
}
