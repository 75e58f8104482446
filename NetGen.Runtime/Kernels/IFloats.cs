using System.Numerics;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.Kernels;

/// <summary>
/// A vector of a fixed number of floats. Formulas are written once over this interface and compiled for every width;
/// each implementation wraps one hardware vector and adds nothing to it.
/// </summary>
/// <typeparam name="T">The implementing type.</typeparam>
internal interface IFloats<T> :
    IAdditionOperators<T, T, T>,
    ISubtractionOperators<T, T, T>,
    IMultiplyOperators<T, T, T>,
    IDivisionOperators<T, T, T>,
    IBitwiseOperators<T, T, T>
    where T : struct, IFloats<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Whether <see cref="FusedMultiplyAdd"/> is one instruction.</summary>
    static abstract bool IsFused { get; }

    /// <summary>Fills every lane with a value.</summary>
    static abstract implicit operator T(float value);

    /// <summary>Fills every lane with the float of the given bits.</summary>
    static abstract T CreateBits(uint bits);

    /// <summary>Reads <see cref="Count"/> floats from <paramref name="index"/> on.</summary>
    static abstract T Load(ref float source, nuint index);

    /// <summary>Writes all lanes from <paramref name="index"/> on.</summary>
    static abstract void Store(T value, ref float destination, nuint index);

    /// <summary>
    /// Reads fewer floats than there are lanes and nothing outside them: at least half of <see cref="Count"/>, at least one.
    /// Some floats are read into several lanes.
    /// </summary>
    static abstract T LoadFew(ref float source, nuint count);

    /// <summary>Writes what <see cref="LoadFew"/> read with the same count.</summary>
    static abstract void StoreFew(T value, ref float destination, nuint count);

    /// <summary>Clears the lanes of <see cref="LoadFew"/> that repeat a float, so that a sum counts each float once.</summary>
    static abstract T ClearRepeated(T value, nuint count);

    /// <summary>Clears all lanes but the last <paramref name="count"/>.</summary>
    static abstract T KeepLast(T value, nuint count);

    /// <summary>a·b + c, rounded once where the hardware can, else twice.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <inheritdoc cref="MultiplyAdd(T, T, T)"/>
    static abstract T MultiplyAdd(T a, T b, float c);

    /// <inheritdoc cref="MultiplyAdd(T, T, T)"/>
    static abstract T MultiplyAdd(T a, float b, float c);

    /// <inheritdoc cref="MultiplyAdd(T, T, T)"/>
    static abstract T MultiplyAdd(T a, float b, T c);

    /// <summary>a·b + c, rounded once; slow where <see cref="IsFused"/> is false.</summary>
    static abstract T FusedMultiplyAdd(T a, T b, T c);

    /// <summary>The smaller of each pair; <paramref name="value"/> if it is NaN.</summary>
    static abstract T Min(T limit, T value);

    /// <summary>The larger of each pair; <paramref name="value"/> if it is NaN.</summary>
    static abstract T Max(T limit, T value);

    /// <summary>The square root, rounded once.</summary>
    static abstract T SquareRoot(T value);

    /// <summary>Clears the sign.</summary>
    static abstract T Abs(T value);

    /// <summary>All bits of a lane set where <paramref name="a"/> is greater than <paramref name="b"/>.</summary>
    static abstract T GreaterThan(T a, T b);

    /// <summary>All bits of a lane set where both are the same number; 0 equals −0.</summary>
    static abstract T AreEqual(T a, T b);

    /// <summary>Whether every lane is from −limit to limit; false if one is NaN.</summary>
    static abstract bool IsWithin(T value, float limit);

    /// <summary>Lanes of <paramref name="a"/> where the mask is set, else of <paramref name="b"/>.</summary>
    static abstract T Select(T mask, T a, T b);

    /// <summary>The float whose exponent field is the low eight bits of each lane (and whose other bits are 0).</summary>
    static abstract T LowBitsToExponent(T value);

    /// <summary>Splits positive normal floats into a mantissa in [√½, √2) and a whole exponent.</summary>
    static abstract T Split(T value, out T exponent);

    /// <summary>The sums of all lanes of four vectors.</summary>
    static abstract Vector128<float> Sum4(T a, T b, T c, T d);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(T value);

    /// <summary>The largest lane; any value if a lane is NaN.</summary>
    static abstract float Max(T value);
}
