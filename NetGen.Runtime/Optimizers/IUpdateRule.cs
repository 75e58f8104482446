using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Optimizers;

/// <summary>One step of an optimizer for several parameters at once, with the numbers of that step as fields.</summary>
internal interface IUpdateRule
{
    /// <summary>How many numbers are remembered for each parameter: 0 to 3.</summary>
    static abstract int Slots { get; }

    /// <summary>Which slots are never negative, a bit each: sums of squares and sizes of steps. A checkpoint where one is tells of damage.</summary>
    static virtual int NotNegative => 0;

    /// <summary>Whether weight decay is taken by the rule itself rather than added to the gradient.</summary>
    static virtual bool DecouplesDecay => false;

    /// <summary>Returns the new parameters and brings what is remembered up to date. Rules with fewer slots leave the rest alone.</summary>
    /// <param name="parameter">The parameters.</param>
    /// <param name="gradient">Their gradients, weight decay included unless it is decoupled.</param>
    /// <param name="decay">λ of decoupled weight decay.</param>
    /// <param name="a">The first slot.</param>
    /// <param name="b">The second slot.</param>
    /// <param name="c">The third slot.</param>
    T Step<T>(T parameter, T gradient, T decay, ref T a, ref T b, ref T c)
        where T : struct, IFloats<T>;
}
