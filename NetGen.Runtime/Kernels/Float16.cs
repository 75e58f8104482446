using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime.Kernels;

/// <summary>Sixteen floats in a <see cref="Vector512{T}"/>.</summary>
internal readonly struct Float16(Vector512<float> value) : IFloats<Float16>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    public static bool IsFused { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Avx512F.IsSupported || Fma.IsSupported || AdvSimd.IsSupported; }

    public Vector512<float> Value { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => _value; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Float16(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator +(Float16 left, Float16 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator -(Float16 left, Float16 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator *(Float16 left, Float16 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator /(Float16 left, Float16 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator &(Float16 left, Float16 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator |(Float16 left, Float16 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator ^(Float16 left, Float16 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator ~(Float16 value) => new(~value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 CreateBits(uint bits) => new(Vector512.Create(bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Load(ref float source, nuint index) => new(Vector512.LoadUnsafe(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float16 value, ref float destination, nuint index) => value._value.StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 LoadFew(ref float source, nuint count) =>
        new(Vector256.LoadUnsafe(ref source).ToVector512Unsafe().WithUpper(Vector256.LoadUnsafe(ref source, count - 8)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFew(Float16 value, ref float destination, nuint count)
    {
        value._value.GetLower().StoreUnsafe(ref destination);
        value._value.GetUpper().StoreUnsafe(ref destination, count - 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 ClearRepeated(Float16 value, nuint count) =>
        new(value._value.WithUpper(Float8.KeepLast(new(value._value.GetUpper()), count - 8).Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 KeepLast(Float16 value, nuint count) =>
        new(value._value & Vector512.LoadUnsafe(ref Lanes.MaskReference, 16 - 16 + count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 MultiplyAdd(Float16 a, Float16 b, Float16 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 MultiplyAdd(Float16 a, Float16 b, float c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, Vector512.Create(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 MultiplyAdd(Float16 a, float b, float c) => new(Vector512.MultiplyAddEstimate(a._value, Vector512.Create(b), Vector512.Create(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 MultiplyAdd(Float16 a, float b, Float16 c) => new(Vector512.MultiplyAddEstimate(a._value, Vector512.Create(b), c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 FusedMultiplyAdd(Float16 a, Float16 b, Float16 c) => new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Min(Float16 limit, Float16 value) => new(Vector512.MinNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Max(Float16 limit, Float16 value) => new(Vector512.MaxNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 SquareRoot(Float16 value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Abs(Float16 value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 GreaterThan(Float16 a, Float16 b) => new(Vector512.GreaterThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 AreEqual(Float16 a, Float16 b) => new(Vector512.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWithin(Float16 value, float limit) => Vector512.LessThanOrEqualAll(Vector512.Abs(value._value), Vector512.Create(limit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Select(Float16 mask, Float16 a, Float16 b) => new(Vector512.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 LowBitsToExponent(Float16 value) => new((value._value.AsInt32() << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Split(Float16 value, out Float16 exponent)
    {
        var bits = value._value.AsInt32();
        var whole = (bits - Vector512.Create(0x3F3504F3)) >> 23; // the bits of √½
        exponent = new(Vector512.ConvertToSingle(whole));
        return new((bits - (whole << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sum4(Float16 a, Float16 b, Float16 c, Float16 d) => Lanes.Sum4(a._value, b._value, c._value, d._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Float16 value) => Vector512.Sum(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Float16 value) => Float8.Max(new Float8(Vector256.MaxNative(value._value.GetLower(), value._value.GetUpper())));
}
