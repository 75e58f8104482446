namespace NetGen.Generator;

/// <summary>The names under which the pipeline's steps can be tracked by tests.</summary>
internal static class TrackingNames
{
    public const string Parse = nameof(Parse);
    public const string WeightsFiles = nameof(WeightsFiles);
    public const string Diagnostics = nameof(Diagnostics);
    public const string Graph = nameof(Graph);
    public const string Plan = nameof(Plan);
}
