namespace NetGen.Samples.Support;

/// <summary>MNIST: 60,000 + 10,000 handwritten digits of 28×28 pixels (LeCun, Cortes and Burges).</summary>
internal static class MnistData
{
    public const int PixelCount = 28 * 28;
    public const int ClassCount = 10;
    private const string Mirror = "https://storage.googleapis.com/cvdf-datasets/mnist/";

    public static DataFolder CreateFolder() => new(
        "MNIST",
        "It takes the four IDX files of MNIST, gzip-compressed or not: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte.",
        File("train-images-idx3-ubyte.gz", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        File("train-labels-idx1-ubyte.gz", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        File("t10k-images-idx3-ubyte.gz", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        File("t10k-labels-idx1-ubyte.gz", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

    /// <summary>Reads the training and the test set from the paths that the folder located.</summary>
    public static (LabelledImages Train, LabelledImages Test) Read(string[] paths) => (Read(paths[0], paths[1]), Read(paths[2], paths[3]));

    private static LabelledImages Read(string images, string labels) =>
        LabelledImages.Read(images, rank: 3, labels, PixelCount, ClassCount, largest: 255);

    private static DataFile File(string name, string sha256) => new(name, Mirror + name, sha256);
}
