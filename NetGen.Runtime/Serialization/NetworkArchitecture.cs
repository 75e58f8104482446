using System.Globalization;
using System.Text;

namespace NetGen.Runtime.Serialization;

/// <summary>
/// What a network computes besides its weights, as text: two networks of the same tensors may differ in activations. It stands in every file; a text that changed
/// for the same network would make files of before unreadable, so only what is new may add to it.
/// </summary>
internal static class NetworkArchitecture
{
    /// <summary>A line for the inputs and one for every layer that does something in inference.</summary>
    public static string TextOf(INeuralNetwork network)
    {
        var text = new StringBuilder($"input {network.InputSize}");
        foreach (LayerInfo layer in network.Layers)
        {
            // Dropout is there in training alone: a network without it computes the same.
            if (layer.Kind == "Dropout")
                continue;
            text.Append(CultureInfo.InvariantCulture, $"\n{layer.Name}: {layer.Kind} {layer.InputSize} -> {layer.OutputSize}");
            if (layer.Activation != Activation.Identity)
                text.Append(CultureInfo.InvariantCulture, $", {layer.Activation}");
            if (layer.ActivationParameter != 0)
                text.Append(CultureInfo.InvariantCulture, $" {layer.ActivationParameter:R}");
        }

        return text.ToString();
    }

    /// <summary>A text's hash: FNV-1a of its UTF-8, 64 bits as hexadecimal digits.</summary>
    public static string HashOf(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ value) * 0x100000001B3;
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Where two texts differ first, for people.</summary>
    public static string Difference(string expected, string found)
    {
        string[] ours = expected.Split('\n'), theirs = found.Split('\n');
        int line = 0;
        while (line < ours.Length && line < theirs.Length && ours[line] == theirs[line])
            line++;
        return $"the network has {Line(ours, line)}, but the file is one of {Line(theirs, line)}";
    }

    private static string Line(string[] lines, int line) => line < lines.Length ? $"'{lines[line]}'" : "nothing more";
}
