using System.CommandLine;
using Spectre.Console;

namespace NetGen.Samples.Support;

/// <summary>The program's command line: one subcommand a sample; without a name it lists them and runs <c>digits</c>.</summary>
internal static class SampleCommandLine
{
    private const string DefaultSample = "digits";

    /// <summary>Runs a command line and returns the process's exit code.</summary>
    public static int Invoke(IReadOnlyList<string> args, TextWriter? output = null, TextWriter? error = null)
    {
        var configuration = new InvocationConfiguration { Output = output ?? Console.Out, Error = error ?? Console.Error };
        var root = new RootCommand("NetGen's samples: the classic small networks, each with the settings of its source.");
        foreach (Sample sample in SampleRegistry.Create())
            root.Subcommands.Add(sample);
        if (!NamesSample(args))
        {
            List(root, SampleConsole.For(configuration.Output));
            args = [DefaultSample, .. args];
        }

        return root.Parse(args).Invoke(configuration);
    }

    private static bool NamesSample(IReadOnlyList<string> args) =>
        args.Count > 0 && (!args[0].StartsWith('-') || args[0] is "-h" or "-?" or "--help" or "--version");

    private static void List(RootCommand root, IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("sample", "what it shows");
        foreach (Command sample in root.Subcommands)
            table.AddRow(new Text(sample.Name, new Style(Color.Green)), new Text(sample.Description ?? ""));
        console.WriteLine("Samples; run one with its name, or a name and --help for its options:");
        console.Write(table);
        console.WriteLine();
    }
}
