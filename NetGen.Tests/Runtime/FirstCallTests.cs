using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>
/// What passes and training steps call in the runtime is compiled at full speed on its first call, or is part of its callers. A new method in one of
/// these rooms needs <c>AggressiveOptimization</c> or <c>AggressiveInlining</c>, or a reason below.
/// </summary>
public sealed class FirstCallTests
{
    private const BindingFlags Declared = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[] Rooms =
    [
        "NetGen.Runtime", "NetGen.Runtime.Kernels", "NetGen.Runtime.Activations", "NetGen.Runtime.Losses", "NetGen.Runtime.Optimizers",
        "NetGen.Runtime.Randomness", "NetGen.Runtime.Training",
    ];

    /// <summary>Types, or methods, and why they may start slowly.</summary>
    private static readonly Dictionary<string, string> MayStartSlowly = new()
    {
        ["Throw"] = "throws",
        ["ParameterBlock.Copy"] = "once a clone",
        ["ParameterBlock.Equals"] = "where records are compared, by the framework's own loop",
        ["ParameterBlock.GetHashCode"] = "where records are compared",
        ["LossArguments.Fail"] = "throws",
        ["CheckpointFile"] = "waits for a disk",
        ["ParameterOrder"] = "waits for a disk",
        ["BlockReader"] = "waits for a disk",
        ["BlockWriter"] = "waits for a disk",
        ["WriteOnlyStream"] = "waits for a disk",
        ["CheckpointContent"] = "waits for a disk",
        ["CheckpointEpoch"] = "waits for a disk",
        ["CheckpointIdentity"] = "waits for a disk",
        ["CheckpointKeeper"] = "waits for a disk",
        ["CheckpointReader"] = "waits for a disk",
        ["DataChecksum"] = "waits for a disk",
        ["MemoryPoint"] = "waits for a disk",
        ["BestEpoch.Restore"] = "waits for a disk",
        ["TrainingMemory.Restore"] = "waits for a disk",
        ["BatchFeed"] = "waits for a stream",
        ["StreamFeed.WaitAsync"] = "waits for a stream",
        ["StreamFeed.EndAsync"] = "waits for a stream",
        ["EnumerableStream.WaitAsync"] = "waits for a stream",
        ["EnumerableStream.EndAsync"] = "waits for a stream",
        ["AsyncEnumerableStream.WaitAsync"] = "waits for a stream",
        ["AsyncEnumerableStream.EndAsync"] = "waits for a stream",
        ["AsyncEnumerableStream.LeaveAsync"] = "waits for a stream",
        ["StreamBatch.Grow"] = "a few times a training",
        ["StreamBatch.Grown"] = "a few times a training",
        ["Arrays.Grow"] = "a few times a training",
        ["BlockGradient.Prepare"] = "a few times a training",
        ["EpochMeasures.GrowMetrics"] = "a few times a training",
        ["StepGradient"] = "nothing to do",
        ["EmbeddedWeights"] = "once a process",
        ["TrainingMemory.Reset"] = "once a training",
        ["AveragedParameters.Reset"] = "once a training",
        ["AveragedParameters.Begin"] = "once a training",
        ["AveragedParameters.GoBack"] = "once a training",
        ["AveragedParameters.Restore"] = "waits for a disk",
        ["TrainingMemory.BeginCall"] = "once a training",
        ["TrainingMemory.Prepare"] = "once a training",
        ["BestEpoch.Prepare"] = "once a training",
        ["BestEpoch.Forget"] = "once a training",
        ["NetworkContract"] = "once a training",
        ["ScheduleCheck"] = "once a training",
        ["ScheduleSpan.OfCall"] = "once a training",
        ["Steps"] = "once a training",
        ["TrainingRun.RunAsync"] = "once a training",
        ["TrainingRun.SaveQuietly"] = "once a training",
        ["GradientStep.FindNonFiniteLayer"] = "once a training",
        ["ParameterUpdate.FindNonFiniteParameters"] = "once a training",
        ["ParameterUpdate.FindNonFiniteGradients"] = "once a training",
        ["ParameterUpdate.FindNonFinite"] = "once a training",
        ["OptimizerState.Restore"] = "waits for a disk",
        ["OptimizerState.IsNotNegative"] = "waits for a disk",
        ["DataCheck"] = "once a training",
        ["UpdateRange"] = "once a training",
        ["Accuracy.AnswersPerRow"] = "once a training",
        ["TargetCheck.IndexOutside"] = "throws",
        ["TargetCheck.ThrowOutside"] = "throws",
        ["TargetCheck.Cure"] = "throws",
        ["TargetCheck.FromLabels"] = "throws",
        ["WorkerTeam.SizeFor"] = "once a training",
        ["WorkerTeam.Start"] = "once a training",
        ["WorkerTeam.Dispose"] = "once a training",
        ["TrainingRun.Finish"] = "once a training",
        ["TrainingRun.Fail"] = "once a training",
        ["TrainingRun.EndShort"] = "once a training",
    };

    [Fact]
    public void Whatever_passes_and_steps_call_starts_optimised()
    {
        var methods = MethodsOfRooms().ToList();
        Assert.True(methods.Count > 300, $"Only {methods.Count} methods were found.");
        var slow = methods.Where(method => !StartsOptimised(method) && !MayStartSlowly.ContainsKey(TypeName(method)) && !MayStartSlowly.ContainsKey(Name(method)));
        Assert.True(!slow.Any(), "These start in unoptimised code: " + string.Join(", ", slow.Select(Name)));
    }

    [Fact]
    public void Exceptions_are_needed()
    {
        var slow = MethodsOfRooms().Where(method => !StartsOptimised(method)).SelectMany(method => new[] { TypeName(method), Name(method) }).ToHashSet();
        Assert.Empty(MayStartSlowly.Keys.Except(slow));
    }

    private static IEnumerable<MethodInfo> MethodsOfRooms() => typeof(Trainer).Assembly.GetTypes()
        .Where(type => Rooms.Contains(type.Namespace) && !type.IsInterface && !IsWrittenByTheCompiler(type) && !type.IsEnum)
        .SelectMany(type => type.GetMethods(Declared))
        .Where(method => !method.IsAbstract && !method.IsSpecialName && !IsWrittenByTheCompiler(method) && !method.Name.Contains('<'));

    private static bool IsWrittenByTheCompiler(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static string TypeName(MethodInfo method) => method.DeclaringType!.Name.Split('`')[0];

    private static string Name(MethodInfo method) => $"{TypeName(method)}.{method.Name[(method.Name.LastIndexOf('.') + 1)..]}";

    private static bool StartsOptimised(MethodBase method) =>
        (method.MethodImplementationFlags & (MethodImplAttributes.AggressiveInlining | MethodImplAttributes.AggressiveOptimization)) != 0;
}
