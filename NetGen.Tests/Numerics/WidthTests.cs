using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;
using NetGen.Tests.Networks;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Runs all tests of the category <c>Widths</c> in processes that are told to use narrower (or wider) vectors. Each child asserts that it
/// really runs at that width (<see cref="ZooAtWidthTests.The_process_runs_at_the_width_it_was_told_to"/>).
/// </summary>
public sealed partial class WidthTests
{
    /// <summary>The environment variable that tells a child what it must find.</summary>
    public const string Expectation = "NETGEN_TESTS_WIDTH";

    /// <summary>The width this process runs at.</summary>
    public static string Actual => string.Create(
        CultureInfo.InvariantCulture, $"Vector<float> of {Vector<float>.Count}, 512 bits {Vector512.IsHardwareAccelerated}, 128 bits {Vector128.IsHardwareAccelerated}");

    [Fact]
    public void Without_512_bits() => Run("DOTNET_EnableAVX512=0", Vector<float>.Count, false, Vector128.IsHardwareAccelerated);

    [Fact]
    public void With_128_bits() => Run("DOTNET_EnableAVX2=0", 4, false, Vector128.IsHardwareAccelerated);

    [Fact]
    public void Without_any_vector_hardware() => Run("DOTNET_EnableHWIntrinsic=0", 4, false, false);

    [Fact]
    public void Portable_vectors_wider_than_rows_are_padded_to_are_refused() =>
        Run("DOTNET_MaxVectorTBitWidth=512", filter: "Category=WideVectors", leastTests: 1);

    [Fact, Trait("Category", "WideVectors")]
    public void A_network_is_made_only_where_its_windows_fit()
    {
        if (Vector<float>.Count <= 8)
        {
            Assert.Equal(DigitNetwork.ParameterCount, new DigitNetwork(1).Parameters.Length);
            return;
        }

        var error = Assert.Throws<PlatformNotSupportedException>(() => new DigitNetwork(1));
        Assert.Contains("DOTNET_MaxVectorTBitWidth", error.Message, StringComparison.Ordinal);
    }

    private static void Run(string setting, int floats, bool has512, bool has128) => Run(
        setting,
        "Category=Widths",
        leastTests: 100,
        string.Create(CultureInfo.InvariantCulture, $"Vector<float> of {floats}, 512 bits {has512}, 128 bits {has128}"));

    private static void Run(string setting, string filter, int leastTests, string? expectation = null)
    {
        string output = TestProcess.Run(filter, [setting, .. expectation is null ? Array.Empty<string>() : [$"{Expectation}={expectation}"]]);
        Match passed = PassedTests().Match(output);
        Assert.True(passed.Success && int.Parse(passed.Groups[1].Value, CultureInfo.InvariantCulture) >= leastTests, $"{setting} ran too few tests:\n{output}");
    }

    [GeneratedRegex(@"Passed:\s+(\d+)")]
    private static partial Regex PassedTests();
}
