namespace NetGen.Samples.Support;

/// <summary>Pictures and their labels, read from two IDX files.</summary>
internal sealed class LabelledImages
{
    private LabelledImages(IdxArray images, int[] labels, float largest)
    {
        Count = labels.Length;
        PixelCount = images.EntrySize;
        Labels = labels;
        Pixels = new float[images.Elements.Length];
        for (int i = 0; i < Pixels.Length; i++)
            Pixels[i] = images.Elements[i] / largest;
    }

    public int Count { get; }

    /// <summary>How many values one picture has, colour channels included.</summary>
    public int PixelCount { get; }

    /// <summary>All pictures, row-major, scaled to [0, 1].</summary>
    public float[] Pixels { get; }

    /// <summary>The class of each picture.</summary>
    public int[] Labels { get; }

    /// <summary>The pictures with their classes.</summary>
    public Dataset ToDataset(int classes) => Dataset.FromLabels(Pixels, Labels, PixelCount, classes);

    /// <summary>The pictures with one target each, 0 or 1.</summary>
    public Dataset ToBinaryDataset() => new(Pixels, Array.ConvertAll(Labels, label => (float)label), PixelCount, 1);

    /// <summary>Reads pictures and labels.</summary>
    /// <param name="imagesPath">An IDX file of pictures, [count, height, width] or [count, height, width, channels].</param>
    /// <param name="rank">How many dimensions the pictures' file has.</param>
    /// <param name="labelsPath">An IDX file of as many labels.</param>
    /// <param name="pixelCount">How many values one picture must have.</param>
    /// <param name="classes">How many classes there are: labels are 0 to classes − 1.</param>
    /// <param name="largest">The value that becomes 1.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not fit each other or what is expected.</exception>
    public static LabelledImages Read(string imagesPath, int rank, string labelsPath, int pixelCount, int classes, float largest)
    {
        IdxArray images = IdxArray.Read(imagesPath, rank);
        IdxArray labels = IdxArray.Read(labelsPath, rank: 1);
        int count = images.Dimensions[0];
        if (count == 0)
            throw new InvalidDataException($"'{imagesPath}' holds no pictures.");
        if (images.EntrySize != pixelCount)
        {
            throw new InvalidDataException(
                $"'{imagesPath}' has pictures of {string.Join(" × ", images.Dimensions.Skip(1))} = {images.EntrySize} values, but {pixelCount} were expected.");
        }

        if (labels.Dimensions[0] != count)
            throw new InvalidDataException($"'{imagesPath}' has {count} pictures, but '{labelsPath}' has {labels.Dimensions[0]} labels.");
        for (int i = 0; i < count; i++)
        {
            if (labels.Elements[i] >= classes)
                throw new InvalidDataException($"'{labelsPath}' has label {labels.Elements[i]} at index {i}, but labels go from 0 to {classes - 1}.");
        }

        return new LabelledImages(images, Array.ConvertAll(labels.Elements, label => (int)label), largest);
    }
}
