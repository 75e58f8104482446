namespace NetGen.Tests.Support;

/// <summary>Tells what a run allocates from what happens beside it.</summary>
internal static class Allocations
{
    private const int Attempts = 10;

    /// <summary>
    /// The least of some measurements of the same run. A collection that another test starts closes this thread's allocation buffer and counts
    /// its unused rest; a run that allocates does so every time.
    /// </summary>
    public static long Least(Func<long> measure)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
            least = Math.Min(least, measure());
        return least;
    }
}
