namespace NetGen.Runtime.Training;

/// <summary>Arrays that grow and keep what they have.</summary>
internal static class Arrays
{
    /// <summary>Makes an array at least so long, of new items behind those that it has.</summary>
    public static void Grow<T>(ref T[] items, int count, Func<T> make)
    {
        int first = items.Length;
        if (count <= first)
            return;
        Array.Resize(ref items, count);
        for (int i = first; i < count; i++)
            items[i] = make();
    }
}
