namespace NetGen.Samples.Support;

/// <summary>CIFAR-10 in its binary version: records of one label and 3×32×32 pixels, 10,000 a file (Krizhevsky, 2009).</summary>
internal static class CifarData
{
    public const int PixelCount = 3 * 32 * 32;
    public const int ClassCount = 10;
    private const int RecordLength = 1 + PixelCount;

    /// <summary>Reads the training and the test set, less each pixel's mean over the training set, / 127.5.</summary>
    /// <exception cref="SampleException">The folder has no training or no test file.</exception>
    /// <exception cref="InvalidDataException">A file is no whole number of records, or a label is out of range.</exception>
    public static (Dataset Train, Dataset Test) Read(string folder)
    {
        (float[] trainPixels, int[] trainLabels) = Read(Find(folder, "data_batch_*.bin"));
        (float[] testPixels, int[] testLabels) = Read(Find(folder, "test_batch.bin"));
        float[] mean = new float[PixelCount];
        for (int i = 0; i < trainPixels.Length; i++)
            mean[i % PixelCount] += trainPixels[i] / trainLabels.Length;
        foreach (float[] pixels in new[] { trainPixels, testPixels })
        {
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] -= mean[i % PixelCount];
        }

        return (Dataset.FromLabels(trainPixels, trainLabels, PixelCount, ClassCount), Dataset.FromLabels(testPixels, testLabels, PixelCount, ClassCount));
    }

    private static string[] Find(string folder, string pattern)
    {
        string[] files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal)] : [];
        return files.Length > 0
            ? files
            : throw new SampleException($"'{folder}' lacks {pattern}: it takes the files of CIFAR-10's binary version, from https://www.cs.toronto.edu/~kriz/cifar.html.");
    }

    private static (float[] Pixels, int[] Labels) Read(string[] paths)
    {
        var pixels = new List<float>();
        var labels = new List<int>();
        foreach (string path in paths)
        {
            byte[] bytes = File.ReadAllBytes(path);
            if (bytes.Length == 0 || bytes.Length % RecordLength != 0)
                throw new InvalidDataException($"'{path}' is cut short: expected records of {RecordLength} bytes, but {bytes.Length} is no multiple of it.");
            for (int start = 0; start < bytes.Length; start += RecordLength)
            {
                if (bytes[start] >= ClassCount)
                    throw new InvalidDataException($"'{path}' has label {bytes[start]} in record {start / RecordLength}, but labels go from 0 to {ClassCount - 1}.");
                labels.Add(bytes[start]);
                for (int i = 1; i < RecordLength; i++)
                    pixels.Add(bytes[start + i] / 127.5f);
            }
        }

        return ([.. pixels], [.. labels]);
    }
}
