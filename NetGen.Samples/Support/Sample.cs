using System.CommandLine;
using Spectre.Console;

namespace NetGen.Samples.Support;

/// <summary>A sample: a subcommand that prints what it learns and can write its figures as JSON.</summary>
internal abstract class Sample : Command
{
    private readonly Option<FileInfo?> _json = SampleOptions.Output("--json", "Write the figures to this file as one flat JSON object.");

    protected Sample(string name, string description)
        : base(name, description)
    {
        Options.Add(_json);
        SetAction((arguments, cancellation) => Task.FromResult(Invoke(arguments, cancellation)));
    }

    /// <summary>Runs the sample.</summary>
    /// <param name="arguments">The parsed command line, for the values of the sample's options.</param>
    /// <param name="output">Where the sample prints and puts its figures.</param>
    /// <exception cref="SampleException">The user asked for something that cannot be done; the message says what and why.</exception>
    protected abstract void Run(ParseResult arguments, SampleOutput output);

    private int Invoke(ParseResult arguments, CancellationToken cancellation)
    {
        var output = new SampleOutput(SampleConsole.For(arguments.InvocationConfiguration.Output), cancellation);
        try
        {
            Run(arguments, output);
            if (arguments.GetValue(_json) is { } file)
                output.Figures.Save(file.FullName);
            return 0;
        }
        catch (OperationCanceledException)
        {
            arguments.InvocationConfiguration.Error.WriteLine("Cancelled.");
            return 130;
        }
        catch (Exception exception)
        {
            // Errors of these types say what the user can mend; of others the type is the first thing a report needs.
            bool isExplained = exception is SampleException or InvalidDataException or IOException or UnauthorizedAccessException;
            arguments.InvocationConfiguration.Error.WriteLine($"{Name}: {(isExplained ? "" : $"{exception.GetType().Name}: ")}{exception.Message}");
            return 1;
        }
    }
}

/// <summary>What a sample writes to.</summary>
internal sealed record SampleOutput(IAnsiConsole Console, CancellationToken Cancellation)
{
    /// <summary>The sample's figures, by the names documented in docs/samples.md.</summary>
    public Figures Figures { get; } = new();

    /// <summary>Writes a picture where the user named a file for it.</summary>
    public void Save(FileInfo? file, Func<string> svg)
    {
        if (file is not null)
            File.WriteAllText(file.FullName, svg());
    }

    /// <summary>Prints a line of plain text, however long.</summary>
    public void Print(string line) => Console.Profile.Out.Writer.WriteLine(line);
}

/// <summary>An error the user can mend: a missing file, a wrong option.</summary>
internal sealed class SampleException(string message) : Exception(message);
