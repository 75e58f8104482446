using nietras.SeparatedValues;

namespace NetGen.Samples.Support;

/// <summary>Customers from a CSV file, each as numbers, and who of them left.</summary>
internal sealed class CustomerTable
{
    /// <summary>How many numbers a customer becomes: the size of the network's input.</summary>
    public const int Width = 23;
    private const string Target = "left";

    private static readonly CustomerColumn[] Columns =
    [
        new KindColumn("contract", HasGaps: false, "monthly", "one year", "two years"),
        new KindColumn("plan", HasGaps: false, "Single, 5 GB", "Single, unlimited", "Family, 20 GB", "Family, unlimited"),
        new KindColumn("payment", HasGaps: true, "card", "transfer", "direct debit", "cheque"),
        new KindColumn("internet", HasGaps: false, "none", "dsl", "fibre"),
        new NumberColumn("age", HasGaps: true),
        new NumberColumn("tenure_months"),
        new NumberColumn("monthly_charge", HasGaps: true),
        new NumberColumn("support_calls", HasGaps: true),
        new NumberColumn("late_payments"),
    ];

    private readonly float[] _numbers;
    private readonly int[] _left;

    private CustomerTable(float[] numbers, int[] left) => (_numbers, _left) = (numbers, left);

    public int Count => _left.Length;

    /// <summary>How many cells are gaps that want a number.</summary>
    public int GapCount => _numbers.Count(float.IsNaN);

    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "Data", "churn", "customers.csv");

    /// <summary>Reads a table. Columns may stand in any order, and there may be others.</summary>
    /// <exception cref="InvalidDataException">A column is missing, a row has too few or too many cells, or a cell holds something it cannot.</exception>
    public static CustomerTable Read(string path)
    {
        var numbers = new List<float>();
        var left = new List<int>();
        Span<float> row = stackalloc float[Width];
        try
        {
            using SepReader reader = Sep.New(',').Reader(options => options with { Unescape = true }).FromFile(path);
            RequireColumns(path, reader);
            foreach (SepReader.Row cells in reader)
            {
                int at = 0;
                foreach (CustomerColumn column in Columns)
                {
                    Encode(path, cells, column, row.Slice(at, column.Width));
                    at += column.Width;
                }

                numbers.AddRange(row);
                left.Add(cells[Target].Span switch
                {
                    "yes" => 1,
                    "no" => 0,
                    var other => throw Fault(path, cells, Target, other, "expected 'yes' or 'no'"),
                });
            }
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException or InvalidOperationException or NotSupportedException or InvalidDataException { Source: "Sep" })
        {
            throw new InvalidDataException($"'{path}' is no table of customers: {exception.Message}", exception);
        }

        int leavers = left.Sum();
        if (leavers < 10 || left.Count - leavers < 10)
            throw new InvalidDataException($"'{path}' has {left.Count} customers, {leavers} of whom left: too few to learn from and to test on. It takes ten of each or more.");
        return new CustomerTable([.. numbers], [.. left]);
    }

    /// <summary>
    /// The customers as a data set of labels 0 and 1. Gaps are filled with the median of the column's other numbers, among the rows that are learned from:
    /// what is known of the rows held out must not come into those.
    /// </summary>
    public (Dataset Learn, Dataset Validation, Dataset Test) Split(int seed)
    {
        var data = Dataset.FromLabels([.. Enumerable.Range(0, Count).Select(row => (float)row)], _left, inputSize: 1, classes: 1);
        (Dataset rest, Dataset test) = data.Split(0.8, seed, stratified: true);
        (Dataset learn, Dataset validation) = rest.Split(0.75, seed, stratified: true);
        float[] filling = Medians(Rows(learn));
        return (Fill(learn, filling), Fill(validation, filling), Fill(test, filling));
    }

    private static int[] Rows(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(row => (int)data.Input(row)[0])];

    private Dataset Fill(Dataset split, float[] filling)
    {
        int[] rows = Rows(split);
        float[] inputs = new float[rows.Length * Width];
        for (int i = 0; i < inputs.Length; i++)
        {
            float number = _numbers[rows[i / Width] * Width + i % Width];
            inputs[i] = float.IsNaN(number) ? filling[i % Width] : number;
        }

        return Dataset.FromLabels(inputs, [.. rows.Select(row => _left[row])], Width, classes: 1);
    }

    private float[] Medians(int[] rows)
    {
        float[] medians = new float[Width];
        for (int column = 0; column < Width; column++)
        {
            float[] known = [.. rows.Select(row => _numbers[row * Width + column]).Where(number => !float.IsNaN(number)).Order()];
            medians[column] = known.Length == 0 ? 0 : (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
        }

        return medians;
    }

    private static void RequireColumns(string path, SepReader reader)
    {
        foreach (string name in Columns.Select(column => column.Name).Append(Target))
        {
            if (!reader.Header.TryIndexOf(name, out _))
                throw new InvalidDataException($"'{path}' has no column '{name}'. It takes {string.Join(", ", Columns.Select(column => column.Name))} and {Target}, separated by commas.");
        }
    }

    private static void Encode(string path, SepReader.Row cells, CustomerColumn column, Span<float> numbers)
    {
        ReadOnlySpan<char> cell = cells[column.Name].Span.Trim();
        try
        {
            column.Encode(cell, numbers);
        }
        catch (FormatException exception)
        {
            throw Fault(path, cells, column.Name, cell, exception.Message);
        }
    }

    private static InvalidDataException Fault(string path, SepReader.Row cells, string column, ReadOnlySpan<char> found, string expected) =>
        new($"'{path}', line {cells.LineNumberFrom}, column '{column}': {expected}, but found '{found}'.");
}
