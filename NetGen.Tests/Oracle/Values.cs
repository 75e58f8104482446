namespace NetGen.Tests.Oracle;

/// <summary>
/// Some rows of numbers in double, each with a magnitude: the size of what was added up to make it (first-order error propagation), which the errors
/// of a float computation are relative to. A shaped row is in logical order: all of the first channel, then the second.
/// </summary>
internal sealed class Values
{
    public Values(int rows, int size)
    {
        Numbers = [.. Enumerable.Range(0, rows).Select(_ => new double[size])];
        Magnitudes = [.. Enumerable.Range(0, rows).Select(_ => new double[size])];
    }

    public double[][] Numbers { get; }

    public double[][] Magnitudes { get; }

    public int Rows => Numbers.Length;

    public int Size => Numbers.Length == 0 ? 0 : Numbers[0].Length;

    /// <summary>Numbers that are exact.</summary>
    public static Values Exact(IReadOnlyList<double[]> rows)
    {
        var values = new Values(rows.Count, rows.Count == 0 ? 0 : rows[0].Length);
        for (int row = 0; row < rows.Count; row++)
        {
            for (int i = 0; i < rows[row].Length; i++)
                values.Set(row, i, rows[row][i], Math.Abs(rows[row][i]));
        }

        return values;
    }

    public void Set(int row, int i, double number, double magnitude) => (Numbers[row][i], Magnitudes[row][i]) = (number, magnitude);

    public void Add(int row, int i, double number, double magnitude)
    {
        Numbers[row][i] += number;
        Magnitudes[row][i] += magnitude;
    }
}
