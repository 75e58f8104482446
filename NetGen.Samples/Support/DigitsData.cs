namespace NetGen.Samples.Support;

/// <summary>The 1,797 handwritten digits of 8×8 pixels that ship with the samples; see Data/digits/ATTRIBUTION.md.</summary>
internal static class DigitsData
{
    public const int PixelCount = 64;
    public const int ClassCount = 10;

    /// <summary>Reads the digits, values / 16.</summary>
    public static LabelledImages Read()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Data", "digits");
        return LabelledImages.Read(
            Path.Combine(folder, "digits-images-idx3-ubyte.gz"), rank: 3, Path.Combine(folder, "digits-labels-idx1-ubyte.gz"), PixelCount, ClassCount, largest: 16);
    }
}
