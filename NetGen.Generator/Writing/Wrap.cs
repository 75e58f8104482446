using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Writing;

/// <summary>Puts as many items on a line as fit.</summary>
internal static class Wrap
{
    private const int LineWidth = 160;

    /// <summary>A list after a head, as many on a line as fit.</summary>
    public static void List(SourceWriter writer, string head, IEnumerable<string> items, string end, string separator = ",")
    {
        string line = head;
        bool isFirst = true;
        var all = items.ToList();
        for (int i = 0; i < all.Count; i++)
        {
            string item = all[i] + (i == all.Count - 1 ? end : separator);
            if (!isFirst && line.Length + item.Length > LineWidth)
            {
                writer.Line(line.TrimEnd());
                line = separator == "," ? "    " : "";
            }

            line += item + " ";
            isFirst = false;
        }

        writer.Line(line.TrimEnd());
    }
}
