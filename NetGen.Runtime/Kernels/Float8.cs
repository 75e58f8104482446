using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime.Kernels;

/// <summary>Eight floats in a <see cref="Vector256{T}"/>.</summary>
internal readonly struct Float8(Vector256<float> value) : IFloats<Float8>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    public static bool IsFused { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Fma.IsSupported || AdvSimd.IsSupported; }

    public Vector256<float> Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => _value; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Float8(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator +(Float8 left, Float8 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator -(Float8 left, Float8 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator *(Float8 left, Float8 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator /(Float8 left, Float8 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator &(Float8 left, Float8 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator |(Float8 left, Float8 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator ^(Float8 left, Float8 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator ~(Float8 value) => new(~value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 CreateBits(uint bits) => new(Vector256.Create(bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Load(ref float source, nuint index) => new(Vector256.LoadUnsafe(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float8 value, ref float destination, nuint index) => value._value.StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 LoadFew(ref float source, nuint count) =>
        new(Vector128.LoadUnsafe(ref source).ToVector256Unsafe().WithUpper(Vector128.LoadUnsafe(ref source, count - 4)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFew(Float8 value, ref float destination, nuint count)
    {
        value._value.GetLower().StoreUnsafe(ref destination);
        value._value.GetUpper().StoreUnsafe(ref destination, count - 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 ClearRepeated(Float8 value, nuint count) =>
        new(value._value.WithUpper(Float4.KeepLast(new(value._value.GetUpper()), count - 4).Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 KeepLast(Float8 value, nuint count) =>
        new(value._value & Vector256.LoadUnsafe(ref Lanes.MaskReference, 16 - 8 + count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 MultiplyAdd(Float8 a, Float8 b, Float8 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 MultiplyAdd(Float8 a, Float8 b, float c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, Vector256.Create(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 MultiplyAdd(Float8 a, float b, float c) => new(Vector256.MultiplyAddEstimate(a._value, Vector256.Create(b), Vector256.Create(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 MultiplyAdd(Float8 a, float b, Float8 c) => new(Vector256.MultiplyAddEstimate(a._value, Vector256.Create(b), c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 FusedMultiplyAdd(Float8 a, Float8 b, Float8 c) => new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Min(Float8 limit, Float8 value) => new(Vector256.MinNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Max(Float8 limit, Float8 value) => new(Vector256.MaxNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 SquareRoot(Float8 value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Abs(Float8 value) => new(Vector256.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 GreaterThan(Float8 a, Float8 b) => new(Vector256.GreaterThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 AreEqual(Float8 a, Float8 b) => new(Vector256.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWithin(Float8 value, float limit) => Vector256.LessThanOrEqualAll(Vector256.Abs(value._value), Vector256.Create(limit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Select(Float8 mask, Float8 a, Float8 b) => new(Vector256.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 LowBitsToExponent(Float8 value) => new((value._value.AsInt32() << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Split(Float8 value, out Float8 exponent)
    {
        var bits = value._value.AsInt32();
        var whole = (bits - Vector256.Create(0x3F3504F3)) >> 23; // the bits of √½
        exponent = new(Vector256.ConvertToSingle(whole));
        return new((bits - (whole << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sum4(Float8 a, Float8 b, Float8 c, Float8 d) => Lanes.Sum4(a._value, b._value, c._value, d._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Float8 value) => Vector256.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Float8 value) => Float4.Max(new Float4(Vector128.MaxNative(value._value.GetLower(), value._value.GetUpper())));
}
