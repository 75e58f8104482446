namespace NetGen.Generator.Writing;

/// <summary>A key of a layer's name for random draws: FNV-1a over UTF-16, the same for all time.</summary>
internal static class NameHash
{
    public static uint Of(string name)
    {
        uint hash = 2166136261;
        foreach (char unit in name)
            hash = unchecked((hash ^ unit) * 16777619);
        return hash;
    }
}
