using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Optimizers;

/// <summary>
/// Runs an update rule over parameters at the widest vector there is. A parameter's step is the same at every width and wherever a range begins.
/// </summary>
/// <typeparam name="TRule">The rule; a struct, so that its step is compiled into the loop.</typeparam>
internal abstract class OptimizerState<TRule>(int parameterCount) : OptimizerState(parameterCount, TRule.Slots)
    where TRule : struct, IUpdateRule
{
    private TRule _rule;

    public sealed override bool IsNotNegative(int slot) => (TRule.NotNegative >> slot & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void BeginStep(float learningRate)
    {
        Steps++;
        _rule = RuleOf(learningRate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void Update(ref float parameters, ref float gradients, int start, int count, float scale, float decay)
    {
        ref float p = ref Unsafe.Add(ref parameters, start);
        ref float g = ref Unsafe.Add(ref gradients, start);
        // A slot that the rule has not is never touched.
        ref float a = ref TRule.Slots > 0 ? ref Unsafe.Add(ref Slots[0].Reference, start) : ref g;
        ref float b = ref TRule.Slots > 1 ? ref Unsafe.Add(ref Slots[1].Reference, start) : ref g;
        ref float c = ref TRule.Slots > 2 ? ref Unsafe.Add(ref Slots[2].Reference, start) : ref g;
        nuint done = 0, all = (nuint)count;
        if (Vector512.IsHardwareAccelerated && all >= 8)
            done = Update<Float16>(ref p, ref g, ref a, ref b, ref c, done, all, scale, decay);
        if (Vector256.IsHardwareAccelerated && all - done >= 4)
            done = Update<Float8>(ref p, ref g, ref a, ref b, ref c, done, all, scale, decay);
        if (done < all)
            Update<Float4>(ref p, ref g, ref a, ref b, ref c, done, all, scale, decay);
    }

    /// <summary>Makes the rule of the step that <see cref="OptimizerState.Steps"/> numbers, the first being 1.</summary>
    private protected abstract TRule RuleOf(float learningRate);

    /// <summary>Updates whole vectors, then the rest unless a narrower vector is to do it; returns how many are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private nuint Update<T>(
        ref float p, ref float g, ref float a, ref float b, ref float c, nuint i, nuint count, float scale, float decay)
        where T : struct, IFloats<T>
    {
        TRule rule = _rule;
        T scales = scale, decays = decay, inA = default, inB = default, inC = default;
        // What is done with a vector stands here and again in UpdateFew: NativeAOT for .NET 9 does not inline a method that both would share.
        for (; i + (nuint)T.Count <= count; i += (nuint)T.Count)
        {
            T parameter = T.Load(ref p, i), gradient = T.Load(ref g, i) * scales;
            if (TRule.Slots > 0)
                inA = T.Load(ref a, i);
            if (TRule.Slots > 1)
                inB = T.Load(ref b, i);
            if (TRule.Slots > 2)
                inC = T.Load(ref c, i);
            if (!TRule.DecouplesDecay)
                gradient = T.MultiplyAdd(decays, parameter, gradient);
            T.Store(rule.Step(parameter, gradient, decays, ref inA, ref inB, ref inC), ref p, i);
            if (TRule.Slots > 0)
                T.Store(inA, ref a, i);
            if (TRule.Slots > 1)
                T.Store(inB, ref b, i);
            if (TRule.Slots > 2)
                T.Store(inC, ref c, i);
        }

        nuint rest = count - i;
        if (rest == 0 || (T.Count > 4 && rest < (nuint)T.Count / 2))
            return i;
        UpdateFew<T>(
            ref Unsafe.Add(ref p, i), ref Unsafe.Add(ref g, i), ref Unsafe.Add(ref a, i), ref Unsafe.Add(ref b, i), ref Unsafe.Add(ref c, i), rest, scales, decays);
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void UpdateFew<T>(ref float p, ref float g, ref float a, ref float b, ref float c, nuint count, T scales, T decays)
        where T : struct, IFloats<T>
    {
        T parameter = T.LoadFew(ref p, count), gradient = T.LoadFew(ref g, count) * scales, inA = default, inB = default, inC = default;
        if (TRule.Slots > 0)
            inA = T.LoadFew(ref a, count);
        if (TRule.Slots > 1)
            inB = T.LoadFew(ref b, count);
        if (TRule.Slots > 2)
            inC = T.LoadFew(ref c, count);
        if (!TRule.DecouplesDecay)
            gradient = T.MultiplyAdd(decays, parameter, gradient);
        T.StoreFew(_rule.Step(parameter, gradient, decays, ref inA, ref inB, ref inC), ref p, count);
        if (TRule.Slots > 0)
            T.StoreFew(inA, ref a, count);
        if (TRule.Slots > 1)
            T.StoreFew(inB, ref b, count);
        if (TRule.Slots > 2)
            T.StoreFew(inC, ref c, count);
    }
}
