using System.Globalization;

namespace NetGen.Samples.Support;

/// <summary>
/// Weight matrices from a text file, so that a run starts from the numbers of another program: one row of numbers a line, separated by commas,
/// semicolons or blanks; a blank line ends a matrix; lines that start with # are comments.
/// A matrix is [inputs, outputs] or, where only that fits, [outputs, inputs]: tutorials in NumPy use both.
/// </summary>
internal sealed class WeightFile
{
    private static readonly char[] Separators = [',', ';', ' ', '\t'];
    private readonly string _path;
    private readonly List<float[][]> _matrices;

    private WeightFile(string path, List<float[][]> matrices)
    {
        _path = path;
        _matrices = matrices;
    }

    /// <summary>Reads all matrices of a file.</summary>
    /// <exception cref="InvalidDataException">A line holds something else than finite numbers, or the rows of a matrix differ in length.</exception>
    public static WeightFile Read(string path)
    {
        var matrices = new List<float[][]>();
        var rows = new List<float[]>();
        int number = 0;
        foreach (string line in File.ReadLines(path).Append(""))
        {
            number++;
            string text = line.Trim();
            if (text.StartsWith('#'))
                continue;
            if (text.Length > 0)
            {
                float[] row = ParseRow(path, number, text);
                if (rows.Count > 0 && rows[0].Length != row.Length)
                    throw new InvalidDataException($"'{path}', line {number}: the row has {row.Length} numbers, but the matrix's first row has {rows[0].Length}.");
                rows.Add(row);
            }
            else if (rows.Count > 0)
            {
                matrices.Add([.. rows]);
                rows.Clear();
            }
        }

        return new WeightFile(path, matrices);
    }

    /// <summary>Copies the file's matrices to a network's layers, first to first. Biases stay as they are.</summary>
    /// <exception cref="InvalidDataException">The number of matrices or a shape does not fit.</exception>
    public void CopyTo(INeuralNetwork network)
    {
        ReadOnlySpan<LayerInfo> layers = network.Layers;
        if (_matrices.Count != layers.Length)
            throw new InvalidDataException($"'{_path}' holds {_matrices.Count} matrices, but the network has {layers.Length} layers.");
        for (int i = 0; i < layers.Length; i++)
        {
            float[][] matrix = _matrices[i];
            bool isInputByOutput = Fits(matrix, layers[i].InputSize, layers[i].OutputSize);
            if (!isInputByOutput && !Fits(matrix, layers[i].OutputSize, layers[i].InputSize))
            {
                throw new InvalidDataException(
                    $"'{_path}': matrix {i + 1} is {matrix.Length} × {matrix[0].Length}, but layer '{layers[i].Name}' "
                    + $"has {layers[i].InputSize} inputs × {layers[i].OutputSize} outputs.");
            }

            TensorView weights = new LayerView(layers[i], network.Parameters)["weight"];
            for (int input = 0; input < layers[i].InputSize; input++)
            {
                for (int output = 0; output < layers[i].OutputSize; output++)
                    weights[output, input] = isInputByOutput ? matrix[input][output] : matrix[output][input];
            }
        }
    }

    private static bool Fits(float[][] matrix, int rows, int columns) => matrix.Length == rows && matrix[0].Length == columns;

    private static float[] ParseRow(string path, int line, string text)
    {
        string[] parts = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        float[] row = new float[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out row[i]) || !float.IsFinite(row[i]))
                throw new InvalidDataException($"'{path}', line {line}: '{parts[i]}' is no finite number.");
        }

        return row;
    }
}
