using System.CommandLine;

namespace NetGen.Samples.Support;

internal static class CommandExtensions
{
    public static void AddOptions(this Command command, params ReadOnlySpan<Option> options)
    {
        foreach (Option option in options)
            command.Options.Add(option);
    }
}
