using System.Runtime.CompilerServices;

namespace NetGen.Tests.Support;

/// <summary>Leaves NaNs on the stack below the caller, so that a pass that trusts its buffers to be clean shows it.</summary>
internal static class StackDirt
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Spread()
    {
        Span<float> below = stackalloc float[40_000];
        below.Fill(float.NaN);
    }
}
