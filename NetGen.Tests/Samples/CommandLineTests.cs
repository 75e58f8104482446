using NetGen.Samples.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

public sealed class CommandLineTests
{
    public static TheoryData<string> Names => [.. SampleRegistry.Create().Select(sample => sample.Name)];

    [Fact]
    public void WithoutNameListsSamplesAndRunsDigits()
    {
        SampleRun run = SampleRun.Succeed();
        foreach (Sample sample in SampleRegistry.Create())
            run.Output.ShouldContain(sample.Name);
        run.FigureNames.ShouldContain("trainCount");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EverySampleExplainsItself(string name)
    {
        SampleRun run = SampleRun.Run(name, "--help");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("--json");
        run.Output.ShouldNotContain("System.");
    }

    [Fact]
    public void UnknownNameIsError()
    {
        SampleRun run = SampleRun.Run("digit");
        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain("digit");
    }

    [Fact]
    public void NoNameIsUsedTwice() =>
        SampleRegistry.Create().Select(sample => sample.Name).ShouldBeUnique();
}
