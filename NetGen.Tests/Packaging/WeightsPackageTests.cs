using System.Diagnostics;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Packaging;

/// <summary>Weights compiled into applications that have the package.</summary>
public sealed class WeightsPackageTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    private const string Program = """
        using System;
        using NetGen;

        float[] output = new float[2];
        Policy.Forward([1, 2, 3], output);
        Console.WriteLine($"static {output[0]} {output[1]} {Policy.Classify([1, 2, 3])}");
        var network = new Mutable();
        network.Forward([1, 2, 3], output);
        Console.WriteLine($"instance {output[0]} {output[1]}");

        [NeuralNetwork(3)]
        [Dense(2, Activation.Softmax)]
        [Weights("policy.safetensors")]
        public static partial class Policy;

        [NeuralNetwork(3, Loss = Loss.MeanSquaredError)]
        [Dense(2)]
        [Weights("models/linear.safetensors", ByOrder = true)]
        public sealed partial class Mutable;
        """;

    [Fact]
    public void AFileIsCompiledInCheckedAndReadAgainWhenItChanges()
    {
        string folder = Project("weights", "");
        DotnetCommand.Run(folder, "build", "-c", "Release").ShouldContain("0 Warning(s)");
        string program = Path.Combine(folder, "bin", "Release", "net10.0", "weights.dll");
        DotnetCommand.Run(folder, program).ShouldContain("instance 14.5 32.25");

        WriteLinear(folder, [3, 2, 1, 6, 5, 4]);
        File.SetLastWriteTimeUtc(Path.Combine(folder, "models", "linear.safetensors"), DateTime.UtcNow.AddSeconds(2));
        DotnetCommand.Run(folder, "build", "-c", "Release");
        DotnetCommand.Run(folder, program).ShouldContain("instance 10.5 28.25");

        // What is wrong with a file is an error of the build, where the file is named.
        File.WriteAllBytes(Path.Combine(folder, "policy.safetensors"), WeightsFiles.Of(("Dense1.weight", "F32", [3, 2], Bytes(1, 2, 3, 4, 5, 6)), ("Dense1.bias", "F32", [2], Bytes(0, 0))));
        File.SetLastWriteTimeUtc(Path.Combine(folder, "policy.safetensors"), DateTime.UtcNow.AddSeconds(4));
        string wrong = Failing(folder);
        wrong.ShouldMatch(@"Program\.cs\(13,\d+\): error NETGEN085: Tensor 'Dense1\.weight' of 'Policy' should be \[2, 3\], but is \[3, 2\] in 'policy\.safetensors' \(transposed\?\)");
        File.Delete(Path.Combine(folder, "policy.safetensors"));
        Failing(folder).ShouldContain("error NETGEN080");
        File.WriteAllText(Path.Combine(folder, "policy.safetensors"), "not at all");
        Failing(folder).ShouldContain("error NETGEN082");
    }

    [NativeAotFact]
    public void AFileIsCompiledInUnderNativeAot() => Publish("aotweights", "<PublishAot>true</PublishAot><IlcInstructionSet>x86-64-v3</IlcInstructionSet>");

    [Fact]
    public void AFileIsCompiledInToASingleTrimmedFile() =>
        Publish("oneweights", "<PublishSingleFile>true</PublishSingleFile><PublishTrimmed>true</PublishTrimmed><SelfContained>true</SelfContained>");

    private static string Failing(string folder)
    {
        var (exitCode, output) = DotnetCommand.Try(folder, "build", "-c", "Release");
        exitCode.ShouldNotBe(0);
        return output;
    }

    private void Publish(string name, string properties)
    {
        string folder = Project(name, properties);
        string printed = DotnetCommand.Run(folder, "publish", "-c", "Release", "-r", "linux-x64", "-o", "out");
        printed.ShouldNotContain("warning ");
        using Process process = System.Diagnostics.Process.Start(new ProcessStartInfo(Path.Combine(folder, "out", name)) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        output.ShouldContain("instance 14.5 32.25");
        output.ShouldContain("static ");
    }

    private string Project(string name, string properties)
    {
        string folder = feed.Project(name, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><InvariantGlobalization>true</InvariantGlobalization>{properties}</PropertyGroup>
              <ItemGroup><PackageReference Include="NetGen" Version="$VERSION$" /></ItemGroup>
            </Project>
            """, ("Program.cs", Program));
        File.WriteAllBytes(Path.Combine(folder, "policy.safetensors"), WeightsFiles.Of(("Dense1.bias", "F32", [2], Bytes(0, 1)), ("Dense1.weight", "F32", [2, 3], Bytes(1, 0, 0, 0, 1, 0))));
        Directory.CreateDirectory(Path.Combine(folder, "models"));
        WriteLinear(folder, [1, 2, 3, 4, 5, 6]);
        return folder;
    }

    private static void WriteLinear(string folder, float[] weights) => File.WriteAllBytes(
        Path.Combine(folder, "models", "linear.safetensors"), WeightsFiles.Of(("0.bias", "F32", [2], Bytes(0.5f, 0.25f)), ("0.weight", "F32", [2, 3], Bytes(weights))));

    private static byte[] Bytes(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
