using System.Security.Cryptography;

namespace NetGen.Samples.Support;

/// <summary>The cat / non-cat photographs of the deep-learning course's logistic-regression exercise: 209 + 50 of 64×64×3.</summary>
internal static class CatData
{
    public const int PixelCount = 64 * 64 * 3;
    private const int TrainCount = 209, TestCount = 50;
    private const string Mirror = "https://raw.githubusercontent.com/Youngyi/DeepLearning/dff21304241c5e651d4a6680cba6e23c3990e915/datasets/";

    // The first values of each array, to find it within the HDF5 file; the checksum then tells whether it is the right place.
    private static readonly byte[] TrainPixels = [17, 31, 56, 22, 33, 59, 25, 35, 62, 25, 35, 62];
    private static readonly byte[] TestPixels = [158, 104, 83, 161, 106, 85, 162, 107, 84, 163, 107, 84];

    public static DataFolder CreateFolder() => new(
        "the cat pictures",
        "It takes four IDX files, gzip-compressed or not: train-images-idx4-ubyte (209×64×64×3), train-labels-idx1-ubyte (1 = cat), "
        + "test-images-idx4-ubyte (50×64×64×3), test-labels-idx1-ubyte, made from train_catvnoncat.h5 and test_catvnoncat.h5 of the course's exercise.",
        Images("train", TrainCount, TrainPixels, "7dc5d4e9d7e6096c4b2691ec5975fdbc7ac3dff1601ced9d61491f7ffad12c68"),
        Labels("train", TrainCount, "66e8c89ac6e34d5e3f1bf3959146a8e38e7b2c00d865d0d53231a114da2ba7c0"),
        Images("test", TestCount, TestPixels, "23834086b1d6144ecac191f20e5bf7491d1e55ab9dd43172176b88c6b767ea8a"),
        Labels("test", TestCount, "b352f4e6e03870f811e24d2f70ce105d8360d7adc73815062d8d9e07c78789b9"));

    /// <summary>Reads the training and the test set, pixels / 255, from the paths that the folder located.</summary>
    public static (LabelledImages Train, LabelledImages Test) Read(string[] paths) => (Read(paths[0], paths[1]), Read(paths[2], paths[3]));

    private static LabelledImages Read(string images, string labels) =>
        LabelledImages.Read(images, rank: 4, labels, PixelCount, classes: 2, largest: 255);

    private static DataFile Images(string set, int count, byte[] first, string sha256) =>
        new($"{set}-images-idx4-ubyte", $"{Mirror}{set}_catvnoncat.h5", sha256, file =>
        {
            byte[] header = [0, 0, 8, 4, 0, 0, 0, (byte)count, 0, 0, 0, 64, 0, 0, 0, 64, 0, 0, 0, 3];
            return Cut(file, header, first, count * PixelCount, stride: 1, sha256);
        });

    private static DataFile Labels(string set, int count, string sha256) =>
        new($"{set}-labels-idx1-ubyte", $"{Mirror}{set}_catvnoncat.h5", sha256, file =>
            Cut(file, [0, 0, 8, 1, 0, 0, 0, (byte)count], [], count, stride: sizeof(long), sha256));

    // The arrays lie uncompressed and in one piece in the file, pixels as bytes, labels as little-endian 64-bit numbers.
    private static byte[] Cut(byte[] file, byte[] header, byte[] first, int count, int stride, string sha256)
    {
        byte[] content = [.. header, .. new byte[count]];
        for (int start = 0; start + count * stride <= file.Length; start++)
        {
            if (!file.AsSpan(start).StartsWith(first) || (stride > 1 && !HoldsLabels(file.AsSpan(start, count * stride), stride)))
                continue;
            for (int i = 0; i < count; i++)
                content[header.Length + i] = file[start + i * stride];
            if (Convert.ToHexStringLower(SHA256.HashData(content)) == sha256)
                return content;
        }

        throw new SampleException("The downloaded HDF5 file does not hold the pictures or labels it should.");
    }

    private static bool HoldsLabels(ReadOnlySpan<byte> bytes, int stride)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] > (i % stride == 0 ? 1 : 0))
                return false;
        }

        return true;
    }
}
