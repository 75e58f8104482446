using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NetGen.Samples.Support;

/// <summary>Options that several samples share. Each reads its own values, so that a wrong one is answered with what the option takes.</summary>
internal static class SampleOptions
{
    public static Option<int> Seed() => Whole("--seed", "The seed of everything random; the same seed gives the same figures.", 1, int.MinValue);

    public static Option<int> Count(string name, string description, int value) => Whole(name, description, value, 1);

    public static Option<float> Rate(string name, string description, float value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        CustomParser = result => Read<float>(result, name, "a number greater than 0", text =>
            float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float rate) && rate is > 0 and < float.PositiveInfinity ? rate : null),
    };

    /// <summary>An option with a few possible values, the first of which is the default.</summary>
    public static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0], HelpName = string.Join('|', values) };
        option.Validators.Add(result => Check(result, text => values.Contains(text) ? null : $"{name} takes {string.Join(" or ", values)}, not '{text}'."));
        option.CompletionSources.Add(values);
        return option;
    }

    /// <summary>The option <c>--out</c>, for a picture in one of some formats.</summary>
    public static Option<FileInfo?> Picture(string content, params string[] extensions)
    {
        extensions = extensions.Length == 0 ? [".svg"] : extensions;
        string formats = string.Join(" or ", extensions.Select(extension => extension[1..].ToUpperInvariant()));
        Option<FileInfo?> option = Output("--out", $"Draw {content} to this {formats} file.");
        option.Validators.Add(result => Check(result, path => extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? null
            : $"--out takes a file whose name ends in {string.Join(" or ", extensions)}, not '{path}'."));
        return option;
    }

    /// <summary>A file to read.</summary>
    public static Option<FileInfo?> File(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
        CustomParser = result => Read(result, name, "the name of a file", text => IsPath(text) ? new FileInfo(text) : null),
    };

    /// <summary>A folder to read.</summary>
    public static Option<DirectoryInfo?> Folder(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DIR",
        CustomParser = result => Read(result, name, "the name of a folder", text => IsPath(text) ? new DirectoryInfo(text) : null),
    };

    /// <summary>A file to write: a folder that is not there is found before a long training, not after it.</summary>
    public static Option<FileInfo?> Output(string name, string description)
    {
        Option<FileInfo?> option = File(name, description);
        option.Validators.Add(result => Check(result, path =>
        {
            if (!IsPath(path))
                return null;
            string full = Path.GetFullPath(path);
            if (Directory.Exists(full))
                return $"{name} takes the name of a file, but '{path}' is a folder.";
            string? folder = Path.GetDirectoryName(full);
            return Directory.Exists(folder) ? null : $"{name} cannot be written: there is no folder '{folder}'.";
        }));
        return option;
    }

    private static Option<int> Whole(string name, string description, int value, int least)
    {
        string expected = least == int.MinValue ? $"a whole number from {int.MinValue} to {int.MaxValue}" : $"a whole number from {least} to {int.MaxValue}";
        return new Option<int>(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            CustomParser = result => Read<int>(result, name, expected, text =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least ? number : null),
        };
    }

    private static T Read<T>(ArgumentResult result, string name, string expected, Func<string, T?> parse)
        where T : struct
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (parse(text) is { } value)
            return value;
        result.AddError($"{name} takes {expected}, not '{text}'.");
        return default;
    }

    private static T? Read<T>(ArgumentResult result, string name, string expected, Func<string, T?> parse)
        where T : class
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (parse(text) is { } value)
            return value;
        result.AddError($"{name} takes {expected}, not '{text}'.");
        return null;
    }

    private static void Check(OptionResult result, Func<string, string?> check)
    {
        if (result.Tokens.Count > 0 && check(result.Tokens[0].Value) is { } fault)
            result.AddError(fault);
    }

    private static bool IsPath(string text) => !string.IsNullOrWhiteSpace(text) && !text.Contains('\0');
}
