using System.CommandLine;

namespace NetGen.Samples.Support;

/// <summary>Options that several samples share, with the checks that belong to them.</summary>
internal static class SampleOptions
{
    public static Option<int> Seed() => new("--seed")
    {
        Description = "The seed of everything random; the same seed gives the same figures.",
        DefaultValueFactory = _ => 1,
    };

    public static Option<int> Count(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be 1 or more.");
        });
        return option;
    }

    public static Option<float> Rate(string name, string description, float value)
    {
        var option = new Option<float>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<float>() is not (> 0 and < float.PositiveInfinity))
                result.AddError($"{name} must be greater than 0.");
        });
        return option;
    }

    /// <summary>An option with a few possible values, the first of which is the default.</summary>
    public static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    public static Option<FileInfo?> Picture(string content) => File("--out", $"Draw {content} to this SVG file.");

    public static Option<FileInfo?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };
}
