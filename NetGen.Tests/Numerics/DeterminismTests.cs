using System.Diagnostics;
using Microsoft.CodeAnalysis;
using NetGen.Tests.Networks;
using NetGen.Tests.Runtime;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>
/// The same seed gives the same bits at one vector width: in every process, however the JIT is told to compile, before and after it compiles anew, in
/// Debug and Release builds, on one to three threads.
/// </summary>
public sealed class DeterminismTests
{
    /// <summary>The environment variable that tells a child which file to write its bits to.</summary>
    private const string File = "NETGEN_TESTS_BITS";

    private static readonly Type[] Types =
        [typeof(XorNetwork), typeof(DigitNetwork), typeof(DeepDigitNetwork), typeof(DropoutClassifier), typeof(WorkspaceRegression), typeof(OneProbability)];

    /// <summary>By width: what else the runtime is told. An unoptimised process is what a Debug build is to the JIT.</summary>
    public static TheoryData<string, string[]> Widths => new()
    {
        { "", ["", "DOTNET_TieredCompilation=0", "DOTNET_TieredPGO=0 DOTNET_TC_QuickJit=0", "DOTNET_JITMinOpts=1"] },
        { "DOTNET_EnableAVX512=0", ["", "DOTNET_TieredPGO=0 DOTNET_TC_QuickJitForLoops=0"] },
        { "DOTNET_EnableAVX2=0", ["", "DOTNET_TieredCompilation=0"] },
    };

    [Theory, MemberData(nameof(Widths))]
    public void Every_process_of_a_width_has_the_same_bits(string width, string[] settings)
    {
        string[] bits = [.. settings.Select(setting => BitsOf($"{width} {setting}"))];
        bits[0].Split('\n').Length.ShouldBe(Types.Length);
        for (int i = 1; i < bits.Length; i++)
            bits[i].ShouldBe(bits[0], $"{width} {settings[i]}");
        if (width.Length == 0)
            bits[0].ShouldBe(AllBits(), "This process and one without settings differ.");
    }

    [Fact, Trait("Category", "Bits")]
    public void One_two_and_three_threads_have_the_same_bits()
    {
        string bits = AllBits();
        foreach (int threads in (int[])[2, 3])
            AllBits(threads).ShouldBe(bits, $"{threads} threads");
        if (Environment.GetEnvironmentVariable(File) is { } file)
            System.IO.File.WriteAllText(file, bits);
    }

    [Fact]
    public void Bits_stay_the_same_while_the_runtime_compiles_anew()
    {
        string bits = Fingerprint.Of(typeof(DropoutClassifier), 1);
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1);)
            Fingerprint.Of(typeof(DropoutClassifier), 1).ShouldBe(bits);
    }

    [Fact]
    public void A_Debug_build_has_the_bits_of_a_Release_build()
    {
        string source = $$"""
            namespace {{RandomArchitecture.Namespace}};
            [NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)] [Dense(3, Activation.Sigmoid)] [Dense(1, Activation.Sigmoid)] public sealed partial class Tiny;
            [NeuralNetwork(50, Loss = Loss.CrossEntropy)] [Dense(40, Activation.Gelu)] [Dropout(0.2f)] [Dense(17, Activation.Tanh)] [Dense(10, Activation.Softmax)] public sealed partial class Deep;
            [NeuralNetwork(9, Loss = Loss.MeanSquaredError)] [Dense(5, Activation.Relu)] public sealed partial class Single;
            """;
        string[] BitsOf(OptimizationLevel level) =>
            [.. Zoo.Find(CompiledNetworks.Of(source, level).Assembly, RandomArchitecture.Namespace).Select(static type => Fingerprint.Of(type, 1))];
        string[] release = BitsOf(OptimizationLevel.Release);
        release.Length.ShouldBe(3);
        BitsOf(OptimizationLevel.Debug).ShouldBe(release);
    }

    [Fact]
    public void Other_seeds_have_other_bits() =>
        Types.Select(static type => Fingerprint.Of(type, 1)).Append(Fingerprint.Of(typeof(XorNetwork), 1, seed: 6)).Distinct().Count().ShouldBe(Types.Length + 1);

    private static string AllBits(int threads = 1) => string.Join('\n', Types.Select(type => $"{type.Name} {Fingerprint.Of(type, threads)}"));

    private static string BitsOf(string settings)
    {
        string file = Path.GetTempFileName();
        try
        {
            TestProcess.Run("Category=Bits", [$"{File}={file}", .. settings.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
            return System.IO.File.ReadAllText(file);
        }
        finally
        {
            System.IO.File.Delete(file);
        }
    }
}
