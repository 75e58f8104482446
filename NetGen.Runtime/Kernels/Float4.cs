using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime.Kernels;

/// <summary>Four floats in a <see cref="Vector128{T}"/>.</summary>
internal readonly struct Float4(Vector128<float> value) : IFloats<Float4>
{
    private readonly Vector128<float> _value = value;

    public static int Count => 4;

    public static bool IsFused { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Fma.IsSupported || AdvSimd.IsSupported; }

    public Vector128<float> Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => _value; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Float4(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 operator +(Float4 left, Float4 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 operator -(Float4 left, Float4 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 operator *(Float4 left, Float4 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 operator /(Float4 left, Float4 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 operator &(Float4 left, Float4 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 operator |(Float4 left, Float4 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 operator ^(Float4 left, Float4 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 operator ~(Float4 value) => new(~value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 CreateBits(uint bits) => new(Vector128.Create(bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 Load(ref float source, nuint index) => new(Vector128.LoadUnsafe(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float4 value, ref float destination, nuint index) => value._value.StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 LoadFew(ref float source, nuint count) =>
        new(Vector128.Create(source, Unsafe.Add(ref source, count >> 1), Unsafe.Add(ref source, count - 1), source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFew(Float4 value, ref float destination, nuint count)
    {
        destination = value._value.ToScalar();
        Unsafe.Add(ref destination, count >> 1) = value._value.GetElement(1);
        Unsafe.Add(ref destination, count - 1) = value._value.GetElement(2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 ClearRepeated(Float4 value, nuint count) =>
        new(value._value & Vector128.LoadUnsafe(ref Lanes.MaskReference, 32 - count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 KeepLast(Float4 value, nuint count) =>
        new(value._value & Vector128.LoadUnsafe(ref Lanes.MaskReference, 16 - 4 + count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 MultiplyAdd(Float4 a, Float4 b, Float4 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 MultiplyAdd(Float4 a, Float4 b, float c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, Vector128.Create(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 MultiplyAdd(Float4 a, float b, float c) => new(Vector128.MultiplyAddEstimate(a._value, Vector128.Create(b), Vector128.Create(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 MultiplyAdd(Float4 a, float b, Float4 c) => new(Vector128.MultiplyAddEstimate(a._value, Vector128.Create(b), c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 FusedMultiplyAdd(Float4 a, Float4 b, Float4 c) => new(Vector128.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 Min(Float4 limit, Float4 value) => new(Vector128.MinNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 Max(Float4 limit, Float4 value) => new(Vector128.MaxNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 SquareRoot(Float4 value) => new(Vector128.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 Abs(Float4 value) => new(Vector128.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 GreaterThan(Float4 a, Float4 b) => new(Vector128.GreaterThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 AreEqual(Float4 a, Float4 b) => new(Vector128.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWithin(Float4 value, float limit) => Vector128.LessThanOrEqualAll(Vector128.Abs(value._value), Vector128.Create(limit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 Select(Float4 mask, Float4 a, Float4 b) => new(Vector128.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 LowBitsToExponent(Float4 value) => new((value._value.AsInt32() << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float4 Split(Float4 value, out Float4 exponent)
    {
        var bits = value._value.AsInt32();
        var whole = (bits - Vector128.Create(0x3F3504F3)) >> 23; // the bits of √½
        exponent = new(Vector128.ConvertToSingle(whole));
        return new((bits - (whole << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sum4(Float4 a, Float4 b, Float4 c, Float4 d) => Lanes.Sum4(a._value, b._value, c._value, d._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Float4 value) => Vector128.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Float4 value)
    {
        var pairs = Vector128.MaxNative(value._value, Vector128.Shuffle(value._value, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(pairs, Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
