using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;

namespace NetGen.Generator.Kernels.Conv;

/// <summary>
/// Some outputs along one axis that read alike: output First + Step·j reads, of the padded inputs, InFirst + InStep·j + TapIn·t under the kernel's tap
/// TapFirst + TapStep·t, for t below Taps.
/// </summary>
internal sealed record TapPhase(Amount First, int Step, Amount Count, Amount InFirst, int InStep, Amount TapFirst, int TapStep, int TapIn, Amount Taps)
{
    /// <summary>Whether taps and what they read lie one behind the other.</summary>
    public bool IsContiguous => TapStep == 1 && TapIn == 1 && Taps.Symbol is null;
}

/// <summary>A number that the text has, or one that a variable of the text has.</summary>
internal readonly record struct Amount(int Value, string? Symbol)
{
    public static implicit operator Amount(int value) => new(value, null);

    /// <summary>A variable.</summary>
    public static implicit operator Amount(string symbol) => new(0, symbol);

    public override string ToString() => Symbol ?? Value.ToString();
}

/// <summary>One axis of what a kernel of taps reads and writes.</summary>
/// <param name="Inputs">How many inputs there are.</param>
/// <param name="PadBefore">How many zeros must stand before them.</param>
/// <param name="Padded">How many inputs there are with the zeros around them.</param>
/// <param name="Outputs">How many outputs there are.</param>
/// <param name="Phases">All outputs.</param>
/// <param name="Window">How the window moves.</param>
/// <param name="IsReversed">Whether the last tap stands first among the weights.</param>
internal sealed record TapAxis(int Inputs, int PadBefore, int Padded, int Outputs, IReadOnlyList<TapPhase> Phases, WindowAxis Window, bool IsReversed = false)
{
    /// <summary>More phases than this are a loop that finds its taps, so that large strides have no more text.</summary>
    private const int MostPhases = 2;

    public bool IsPadded => Padded > Inputs;

    /// <summary>Whether phases are a loop.</summary>
    public bool IsLoop => Phases.Count > MostPhases;

    /// <summary>How many outputs the shortest phase has.</summary>
    public int LeastCount => Phases.Min(static phase => phase.Count.Value);

    /// <summary>A phase whose numbers are variables of a loop over <paramref name="symbol"/>.</summary>
    public TapPhase Looped(string symbol) => Phases[0] with
    {
        First = symbol, Count = symbol + "Count", InFirst = symbol + "From", TapFirst = symbol + "Tap", Taps = symbol + "Taps",
        TapStep = Step, TapIn = Window.Dilation / GreatestCommonDivisor(Window.Stride, Window.Dilation),
    };

    private int Step => (IsReversed ? 1 : -1) * Window.Stride / GreatestCommonDivisor(Window.Stride, Window.Dilation);

    /// <summary>From the larger side to the smaller: one window an output.</summary>
    public static TapAxis Gather(WindowAxis axis) => new(axis.Input, axis.PadBefore, axis.Padded, axis.Output,
        [new TapPhase(0, 1, axis.Output, 0, axis.Stride, 0, 1, axis.Dilation, axis.Kernel)], axis);

    /// <summary>
    /// From the smaller side to the larger, without a zero multiplied that a stride would put between: outputs whose places leave the same rest when divided
    /// by the stride read the same taps.
    /// </summary>
    /// <param name="axis">The axis.</param>
    /// <param name="isReversed">Whether the last tap stands first among the weights.</param>
    public static TapAxis Spread(WindowAxis axis, bool isReversed)
    {
        int divisor = GreatestCommonDivisor(axis.Stride, axis.Dilation), step = axis.Stride / divisor;
        var phases = new List<TapPhase>();
        for (int first = 0; first < Math.Min(axis.Stride, axis.Input); first++)
        {
            int count = (axis.Input - first + axis.Stride - 1) / axis.Stride, place = first + axis.PadBefore;
            int[] taps = [.. Enumerable.Range(0, axis.Kernel).Where(tap => (place - tap * axis.Dilation) % axis.Stride == 0).Reverse()];
            phases.Add(taps.Length == 0
                ? new TapPhase(first, axis.Stride, count, 0, 1, 0, 1, 1, 0)
                : new TapPhase(first, axis.Stride, count, (place - taps[0] * axis.Dilation) / axis.Stride, 1,
                    isReversed ? axis.Kernel - 1 - taps[0] : taps[0], isReversed ? step : -step, axis.Dilation / divisor, taps.Length));
        }

        var reading = phases.Where(static phase => phase.Taps.Value > 0).ToList();
        int before = Math.Max(0, -reading.Select(static phase => phase.InFirst.Value).DefaultIfEmpty().Min());
        int last = reading.Select(static phase => phase.InFirst.Value + phase.Count.Value - 1 + (phase.Taps.Value - 1) * phase.TapIn).DefaultIfEmpty().Max();
        int padded = before + Math.Max(axis.Output, last + 1);
        return new TapAxis(axis.Output, before, padded, axis.Input, [.. phases.Select(phase => phase with { InFirst = phase.InFirst.Value + before })], axis, isReversed);
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
