using System.CommandLine;
using Spectre.Console;

namespace NetGen.Samples.Support;

/// <summary>The program's command line: one subcommand a sample; without a name it lists them and runs <c>digits</c>.</summary>
internal static class SampleCommandLine
{
    private const string DefaultSample = "digits";

    /// <summary>Runs a command line and returns the process's exit code: 0, 1 after an error, 130 when cancelled.</summary>
    public static int Invoke(IReadOnlyList<string> args, TextWriter? output = null, TextWriter? error = null)
    {
        var configuration = new InvocationConfiguration { Output = output ?? Console.Out, Error = error ?? Console.Error };
        IReadOnlyList<Sample> samples = SampleRegistry.Create();
        var root = new RootCommand("NetGen's samples: the classic small networks, each with the settings of its source.");
        foreach (Sample sample in samples)
            root.Subcommands.Add(sample);
        if (args.Count > 0 && !args[0].StartsWith('-') && samples.All(sample => sample.Name != args[0]))
        {
            configuration.Error.WriteLine($"There is no sample '{args[0]}'. The samples are {string.Join(", ", samples.Select(sample => sample.Name))}.");
            return 1;
        }

        bool namesSample = NamesSample(args);
        ParseResult arguments = root.Parse(namesSample ? args : [DefaultSample, .. args]);
        if (arguments.Errors.Count > 0)
            return Refuse(arguments, configuration.Error);
        if (!namesSample)
            List(root, SampleConsole.For(configuration.Output));
        return arguments.Invoke(configuration);
    }

    /// <summary>Says what is wrong with a command line, and where the right options are told.</summary>
    private static int Refuse(ParseResult arguments, TextWriter error)
    {
        string name = arguments.CommandResult.Command.Name;
        foreach (string message in arguments.Errors.Select(fault => fault.Message).Distinct())
            error.WriteLine($"{name}: {message}");
        error.WriteLine($"'{name} --help' tells its options.");
        return 1;
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
