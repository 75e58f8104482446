using System.Diagnostics;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Packaging;

/// <summary>The package in an application published with NativeAOT.</summary>
public sealed class NativeAotTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    // What a network costs an application that trains and asks it, and uses nothing else.
    private const int MostBytesOverEmpty = 60_000;

    private const string Program = """
        using System;
        using NetGen;

        var net = new XorNet(1);
        for (int i = 0; i < 20_000; i++)
        {
            net.Train([0, 0], [0], 0.3f);
            net.Train([0, 1], [1], 0.3f);
            net.Train([1, 0], [1], 0.3f);
            net.Train([1, 1], [0], 0.3f);
        }

        Console.WriteLine("vectors of " + System.Numerics.Vector<float>.Count + ", " + net.Classify([0, 1]) + " " + net.Classify([1, 1]));

        [NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
        [Dense(3, Activation.Sigmoid)]
        [Dense(1, Activation.Sigmoid)]
        public sealed partial class XorNet;
        """;

    [NativeAotFact]
    public void TrainsWithNoWarningButThatOfNarrowVectorsAndIsSmall()
    {
        string folder = Project("narrow");
        string output = Publish(folder);
        WarningsOf(output).ShouldHaveSingleItem().ShouldContain("NETGEN900");
        output.ShouldContain("<IlcInstructionSet>x86-64-v3</IlcInstructionSet>");
        Run(folder, "narrow").ShouldBe("vectors of 4, 1 0");

        string empty = Project("empty", """System.Console.WriteLine("vectors of " + System.Numerics.Vector<float>.Count);""");
        Publish(empty);
        long over = new FileInfo(Path.Combine(folder, "out", "narrow")).Length - new FileInfo(Path.Combine(empty, "out", "empty")).Length;
        over.ShouldBeInRange(1, MostBytesOverEmpty);
    }

    [NativeAotFact]
    public void TheCureOfNarrowVectorsIsTheOneThatTheWarningNames()
    {
        string folder = Project("wide");
        WarningsOf(Publish(folder, "-p:IlcInstructionSet=x86-64-v3")).ShouldBeEmpty();
        if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
            Run(folder, "wide").ShouldBe("vectors of 8, 1 0");
    }

    private string Project(string name, string program = Program) => feed.Project(name, """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization></PropertyGroup>
          <ItemGroup><PackageReference Include="NetGen" Version="$VERSION$" /></ItemGroup>
        </Project>
        """, ("Program.cs", program));

    private static string Publish(string folder, params string[] arguments) =>
        DotnetCommand.Run(folder, ["publish", "-c", "Release", "-r", "linux-x64", "-o", "out", .. arguments]);

    private static string[] WarningsOf(string output) => [.. output.Split('\n').Where(static line => line.Contains("warning ", StringComparison.Ordinal)).Distinct()];

    private static string Run(string folder, string name)
    {
        using Process process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "out", name)) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return output.Trim();
    }
}
