using System.Text;
using System.Text.RegularExpressions;

namespace NetGen.Tests.Support;

/// <summary>Files of weights that tests speak of: <c>// policy.safetensors: Dense1.weight F32 [3, 4], Dense1.bias F32 [3]</c>, or what is wrong with the file.</summary>
internal static partial class WeightsFiles
{
    /// <summary>What the build step would write of the files that the comments of a source name.</summary>
    public static string SourceOf(string source) => string.Concat(Line().Matches(source).Select(static match => SourceOf(match.Groups[1].Value, match.Groups[2].Value)));

    /// <summary>A file of zeros with these tensors.</summary>
    public static byte[] Of(params (string Name, string Type, int[] Shape, byte[] Data)[] tensors)
    {
        int at = 0;
        string json = string.Join(", ", tensors.Select(tensor =>
            $"\"{tensor.Name}\": {{\"dtype\": \"{tensor.Type}\", \"shape\": [{string.Join(", ", tensor.Shape)}], \"data_offsets\": [{at}, {at += tensor.Data.Length}]}}"));
        byte[] header = Encoding.UTF8.GetBytes($"{{{json}}}");
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. tensors.SelectMany(static tensor => tensor.Data)];
    }

    private static string SourceOf(string file, string content)
    {
        MatchCollection tensors = Tensor().Matches(content);
        int at = 0;
        string lines = string.Join("\\n", tensors.Select(match =>
        {
            int size = match.Groups[2].Value switch { "F64" or "I64" => 8, "F16" or "BF16" => 2, "I8" => 1, _ => 4 };
            int length = match.Groups[3].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(size, static (product, extent) => product * int.Parse(extent));
            return $"{match.Groups[2].Value} [{match.Groups[3].Value.Replace(" ", "")}] {at} {at += length} {match.Groups[1].Value}";
        }));
        return $"[assembly: NetGen.Runtime.WeightsFile(\"{file}\", \"NetGen/{file}\", \"0123456789abcdef\", \"{lines}\", \"\", \"{(tensors.Count == 0 ? content : "")}\")]\n";
    }

    [GeneratedRegex(@"^// (\S+\.safetensors): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"(\S+) ([A-Z]+\d+) \[([\d, ]*)\]")]
    private static partial Regex Tensor();
}
