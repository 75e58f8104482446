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

    [Theory]
    [InlineData("There is no sample 'digit'.", "digit")]
    [InlineData("--epochs takes a whole number from 1 to 2147483647, not 'abc'.", "digits", "--epochs=abc")]
    [InlineData("--epochs takes a whole number from 1 to 2147483647, not 'abc'.", "--epochs=abc")]
    [InlineData("not '99999999999'", "digits", "--epochs", "99999999999")]
    [InlineData("not '0'", "digits", "--epochs", "0")]
    [InlineData("not '1.5'", "xor", "--seeds", "1.5")]
    [InlineData("not ' '", "xor", "--seeds", " ")]
    [InlineData("--seed takes a whole number from -2147483648 to 2147483647, not 'x'.", "digits", "--seed", "x")]
    [InlineData("--learning-rate takes a number greater than 0, not 'nan'.", "linear", "--learning-rate", "nan")]
    [InlineData("not '-1'", "linear", "--learning-rate=-1")]
    [InlineData("not '1e99'", "linear", "--learning-rate", "1e99")]
    [InlineData("--hidden takes 6 or 64 or 128, not '7'.", "classify2d", "--hidden", "7")]
    [InlineData("--bogus", "digits", "--bogus")]
    [InlineData("more", "digits", "more")]
    [InlineData("--epochs", "digits", "--epochs")]
    [InlineData("--seed", "digits", "--seed", "1", "--seed", "2")]
    [InlineData("--out takes a file whose name ends in .svg, not 'loss.png'.", "digits", "--out", "loss.png")]
    [InlineData("ends in .svg or .png, not 'x.gif'.", "classify2d", "--out", "x.gif")]
    [InlineData("there is no folder", "digits", "--out", "no-such-folder/loss.svg")]
    [InlineData("there is no folder", "digits", "--json", "no-such-folder/figures.json")]
    [InlineData("is a folder", "digits", "--json", ".")]
    [InlineData("--points takes the name of a file, not ' '.", "linear", "--points", " ")]
    [InlineData("no-such-file.csv", "linear", "--points", "no-such-file.csv")]
    [InlineData("no-such-file.csv", "from-scratch", "--weights", "no-such-file.csv")]
    [InlineData("--download", "mnist")]
    [InlineData("--download", "logistic-cat")]
    [InlineData("--download", "mnist", "--data", "no-such-folder")]
    [InlineData("lacks data_batch_*.bin", "linear-svm", "--cifar", "no-such-folder")]
    [InlineData("Training left the finite numbers.", "linear-svm", "--learning-rate", "1e20", "--epochs", "2")]
    [InlineData("OutOfMemoryException", "from-scratch", "--iterations", "2147483647")]
    public void WhatCannotBeDoneIsOneMessage(string message, params string[] args)
    {
        SampleRun run = SampleRun.Run(args);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(message);
        run.Error.ShouldNotContain("   at ");
        run.Error.ShouldNotContain("Unhandled");
        run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeLessThanOrEqualTo(2);
    }

    [Theory]
    [InlineData("is no IDX file", "PK\u0003\u0004 not what it should be")]
    [InlineData("cut short", "\0")]
    public void DamagedDataIsOneMessage(string message, string content)
    {
        using var folder = new TemporaryFolder();
        foreach (DataFile file in MnistData.CreateFolder().Files)
            folder.Write(file.Name, content);
        SampleRun run = SampleRun.Run("mnist", "--data", folder.Path);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(message);
        run.Error.ShouldContain("train-images-idx3-ubyte.gz");
        run.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public void DigitsSaysThatItStoppedEarlyAndThatItsLossIsSmoothed()
    {
        SampleRun run = SampleRun.Succeed("digits");
        run.Output.ShouldContain("Stopped early, after ");
        run.Output.ShouldContain("whose weights the network has");
        run.Output.ShouldContain("measured against labels smoothed by 0.1, where 0.50 is the least");
        SampleRun.Run("digits", "--epochs", "2").Output.ShouldNotContain("Stopped early");
    }

    [Fact]
    public void SeedsGoOnBehindLast() =>
        SampleRun.Run("xor", "--seed", "2147483647", "--seeds", "2", "--iterations", "1").Output.ShouldContain("of 2 seeds");

    [Fact]
    public void NoNameIsUsedTwice() =>
        SampleRegistry.Create().Select(sample => sample.Name).ShouldBeUnique();
}
