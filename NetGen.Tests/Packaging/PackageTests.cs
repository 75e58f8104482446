using System.IO.Compression;
using System.Text.RegularExpressions;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Packaging;

/// <summary>The package, in projects like those that its users make.</summary>
public sealed class PackageTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    private const string Reference = """<ItemGroup><PackageReference Include="NetGen" Version="$VERSION$" /></ItemGroup>""";

    private const string Xor = """
        using NetGen;

        namespace Example
        {
            /// <summary>Learns exclusive or.</summary>
            [NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
            [Dense(3, Activation.Sigmoid)]
            [Dense(1, Activation.Sigmoid)]
            public sealed partial class XorNet
            {
            }
        }
        """;

    /// <summary>README's first example: what a newcomer copies.</summary>
    private static readonly string ReadmeExample = Regex.Match(
        File.ReadAllText(Path.Combine(ProjectFolders.Repository, "README.md")), "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    [Fact]
    public void HasTheGeneratorBesideTheRuntime()
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PackagePath);
        string[] files = [.. package.Entries.Select(static entry => entry.FullName)];
        foreach (string expected in (string[])
            [
                "analyzers/dotnet/cs/NetGen.Generator.dll", "lib/net9.0/NetGen.Runtime.dll", "lib/net9.0/NetGen.Runtime.xml",
                "lib/net10.0/NetGen.Runtime.dll", "lib/net10.0/NetGen.Runtime.xml", "README.md", "icon.png", "build/NetGen.targets",
                "build/NetGen.Build.targets", "tools/netstandard2.0/NetGen.Build.dll",
            ])
        {
            files.ShouldContain(expected);
        }

        using var nuspec = new StreamReader(package.GetEntry("NetGen.nuspec")!.Open());
        string text = nuspec.ReadToEnd();
        text.ShouldContain("<license type=\"expression\">MIT</license>");
        text.ShouldNotContain("<dependency ");
        File.Exists(Path.ChangeExtension(feed.PackagePath, ".snupkg")).ShouldBeTrue();
        feed.PackOutput.ShouldNotContain("warning");
    }

    [Fact]
    public void ReadmesExampleRunsInAFreshConsole()
    {
        string folder = feed.Project("console", Console("net10.0", "<ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>"), ("Program.cs", ReadmeExample));
        DotnetCommand.Run(folder, "run", "-c", "Release").ShouldContain("0 xor 1 = 1, 1 xor 1 = 0");
    }

    [Theory]
    [InlineData("net9.0", "13")]
    [InlineData("net10.0", "13")]
    [InlineData("net10.0", "latest")]
    public void TheStrictestProjectGetsNoWarning(string framework, string language)
    {
        const string Strict = """
            <Nullable>disable</Nullable><ImplicitUsings>disable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <AnalysisLevel>latest-all</AnalysisLevel><EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild><GenerateDocumentationFile>true</GenerateDocumentationFile>
            <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow><RootNamespace>Example</RootNamespace>
            """;
        string project = Console(framework, Strict + $"<LangVersion>{language}</LangVersion>").Replace("Exe", "Library", StringComparison.Ordinal);
        string folder = feed.Project($"strict{framework}{language}", project, ("XorNet.cs", Xor),
            ("AssemblyInfo.cs", "[assembly: System.CLSCompliant(false)]\n[assembly: System.Runtime.InteropServices.ComVisible(false)]\n"));
        DotnetCommand.Run(folder, "build", "-c", "Debug").ShouldContain("0 Warning(s)");
    }

    [Fact]
    public void ALibrarysNetworksAreUsedFromFSharp()
    {
        const string Library = $"""
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>{Reference}</Project>
            """;
        feed.Project("library", Library, ("XorNet.cs", Xor));
        const string Consumer = """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><Compile Include="Program.fs" /><ProjectReference Include="../library/library.csproj" /></ItemGroup></Project>
            """;
        string folder = feed.Project("fsharp", Consumer, ("Program.fs", """
            open System
            open Example

            let net = XorNet(1)
            for _ in 1 .. 20000 do
                for (a, b) in [ (0.0f, 0.0f); (0.0f, 1.0f); (1.0f, 0.0f); (1.0f, 1.0f) ] do
                    net.Train(ReadOnlySpan [| a; b |], ReadOnlySpan [| (if a <> b then 1.0f else 0.0f) |], 0.3f) |> ignore
            printfn "%d %d" (net.Classify(ReadOnlySpan [| 0.0f; 1.0f |])) (net.Classify(ReadOnlySpan [| 1.0f; 1.0f |]))
            """));
        DotnetCommand.Run(folder, "run", "-c", "Release").ShouldContain("1 0");
    }

    [Fact]
    public void AMinimalApiServesANetworkUnderCentralPackageManagement()
    {
        const string Web = """
            <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><PackageReference Include="NetGen" /></ItemGroup></Project>
            """;
        string folder = feed.Project("web", Web, ("XorNet.cs", Xor),
            ("Directory.Packages.props", $"""
                <Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup><PackageVersion Include="NetGen" Version="{feed.Version}" /></ItemGroup></Project>
                """),
            ("Program.cs", """
                using Example;

                var net = new XorNet(1);
                var app = WebApplication.CreateBuilder(args).Build();
                app.Urls.Add("http://127.0.0.1:0");
                app.MapGet("/{a}/{b}", (float a, float b) => net.Classify([a, b]));
                await app.StartAsync();
                using var client = new HttpClient();
                Console.WriteLine("answer " + await client.GetStringAsync(app.Urls.First() + "/0/1"));
                await app.StopAsync();
                """));
        DotnetCommand.Run(folder, "run", "-c", "Release").ShouldMatch("answer [01]");
    }

    private static string Console(string framework, string properties) => $"""
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>{framework}</TargetFramework>{properties}</PropertyGroup>{Reference}</Project>
        """;
}
