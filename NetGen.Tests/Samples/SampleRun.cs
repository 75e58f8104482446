using System.Text.Json;
using NetGen.Samples.Support;
using Shouldly;

namespace NetGen.Tests.Samples;

/// <summary>One run of the samples' command line: its exit code, what it printed, and the figures it wrote.</summary>
internal sealed class SampleRun
{
    private readonly Dictionary<string, JsonElement> _figures;

    private SampleRun(int exitCode, string output, string error, Dictionary<string, JsonElement> figures)
    {
        ExitCode = exitCode;
        Output = output;
        Error = error;
        _figures = figures;
    }

    public int ExitCode { get; }

    public string Output { get; }

    public string Error { get; }

    public IEnumerable<string> FigureNames => _figures.Keys;

    /// <summary>Runs a command line that is expected to succeed and to write figures.</summary>
    public static SampleRun Succeed(params string[] args)
    {
        using var folder = new TemporaryFolder();
        string json = folder.PathOf("figures.json");
        SampleRun run = Run([.. args, "--json", json]);
        run.ExitCode.ShouldBe(0, run.Error);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(json));
        var figures = document.RootElement.EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value.Clone());
        return new SampleRun(run.ExitCode, run.Output, run.Error, figures);
    }

    /// <summary>Runs a command line whatever comes of it.</summary>
    public static SampleRun Run(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = SampleCommandLine.Invoke(args, output, error);
        return new SampleRun(exitCode, output.ToString(), error.ToString(), []);
    }

    public double Number(string figure) => _figures[figure].GetDouble();

    public float Single(string figure) => _figures[figure].GetSingle();

    public string Text(string figure) => _figures[figure].GetString()!;

    public bool Flag(string figure) => _figures[figure].GetBoolean();
}
