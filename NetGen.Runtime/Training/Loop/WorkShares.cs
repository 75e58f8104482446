using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// Numbered pieces of work, dealt out in shares: a thread takes from its own share first, so that it finds in its cache what it left there,
/// and then what is left of the others'.
/// </summary>
internal sealed class WorkShares(int shares)
{
    // Counters that threads write stand on lines of their own.
    private const int Spacing = 16;

    private readonly int[] _next = new int[(shares + 1) * Spacing];
    private readonly int[] _pieces = new int[shares];

    /// <summary>Makes a share of so many pieces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Deal(int share, int pieces)
    {
        _pieces[share] = pieces;
        Volatile.Write(ref Next(share), 0);
    }

    /// <summary>Takes the next piece for a thread: its share and its place there. Returns whether there was one left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryTake(int worker, out int share, out int piece)
    {
        for (int i = 0; i < shares; i++)
        {
            share = (worker + i) % shares;
            if (Volatile.Read(ref Next(share)) >= _pieces[share])
                continue;
            piece = Interlocked.Increment(ref Next(share)) - 1;
            if (piece < _pieces[share])
                return true;
        }

        (share, piece) = (-1, -1);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ref int Next(int share) => ref _next[(share + 1) * Spacing];
}
