using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Optimizers;

/// <summary>Runs an update rule over parameters, several at a time.</summary>
/// <typeparam name="TRule">The rule; a struct, so that its step is compiled into the loop.</typeparam>
internal abstract class OptimizerState<TRule>(int parameterCount) : OptimizerState(parameterCount, TRule.Slots)
    where TRule : struct, IUpdateRule
{
    private TRule _rule;

    public sealed override void BeginStep(float learningRate)
    {
        Steps++;
        _rule = RuleOf(learningRate);
    }

    public sealed override void Update(ref float parameters, ref float gradients, int start, int count, float scale, float decay)
    {
        TRule rule = _rule;
        ref float p = ref Unsafe.Add(ref parameters, start);
        ref float g = ref Unsafe.Add(ref gradients, start);
        // A slot that the rule has not is never touched.
        ref float a = ref TRule.Slots > 0 ? ref Unsafe.Add(ref Slots[0].Reference, start) : ref g;
        ref float b = ref TRule.Slots > 1 ? ref Unsafe.Add(ref Slots[1].Reference, start) : ref g;
        ref float c = ref TRule.Slots > 2 ? ref Unsafe.Add(ref Slots[2].Reference, start) : ref g;
        var scales = new Vector<float>(scale);
        var decays = new Vector<float>(decay);
        Vector<float> inA = default, inB = default, inC = default;

        int i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            nuint at = (nuint)i;
            Vector<float> parameter = Vector.LoadUnsafe(ref p, at);
            Vector<float> gradient = Vector.LoadUnsafe(ref g, at) * scales;
            if (TRule.Slots > 0)
                inA = Vector.LoadUnsafe(ref a, at);
            if (TRule.Slots > 1)
                inB = Vector.LoadUnsafe(ref b, at);
            if (TRule.Slots > 2)
                inC = Vector.LoadUnsafe(ref c, at);
            Step(in rule, parameter, gradient, decays, ref inA, ref inB, ref inC).StoreUnsafe(ref p, at);
            if (TRule.Slots > 0)
                inA.StoreUnsafe(ref a, at);
            if (TRule.Slots > 1)
                inB.StoreUnsafe(ref b, at);
            if (TRule.Slots > 2)
                inC.StoreUnsafe(ref c, at);
        }

        if (i < count)
            UpdateRest(in _rule, ref p, ref g, ref a, ref b, ref c, i, count - i, scales, decays);
    }

    /// <summary>Updates fewer parameters than a vector has. A method of its own: what it takes addresses of would not stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UpdateRest(
        in TRule rule, ref float p, ref float g, ref float a, ref float b, ref float c, int i, int rest, Vector<float> scales, Vector<float> decays)
    {
        Vector<float> inA = default, inB = default, inC = default;
        Vector<float> parameter = PartialVector.Load(ref Unsafe.Add(ref p, i), rest);
        Vector<float> gradient = PartialVector.Load(ref Unsafe.Add(ref g, i), rest) * scales;
        if (TRule.Slots > 0)
            inA = PartialVector.Load(ref Unsafe.Add(ref a, i), rest);
        if (TRule.Slots > 1)
            inB = PartialVector.Load(ref Unsafe.Add(ref b, i), rest);
        if (TRule.Slots > 2)
            inC = PartialVector.Load(ref Unsafe.Add(ref c, i), rest);
        PartialVector.Store(Step(in rule, parameter, gradient, decays, ref inA, ref inB, ref inC), ref Unsafe.Add(ref p, i), rest);
        if (TRule.Slots > 0)
            PartialVector.Store(inA, ref Unsafe.Add(ref a, i), rest);
        if (TRule.Slots > 1)
            PartialVector.Store(inB, ref Unsafe.Add(ref b, i), rest);
        if (TRule.Slots > 2)
            PartialVector.Store(inC, ref Unsafe.Add(ref c, i), rest);
    }

    /// <summary>Makes the rule of the step that <see cref="OptimizerState.Steps"/> numbers, the first being 1.</summary>
    private protected abstract TRule RuleOf(float learningRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Step(
        in TRule rule, Vector<float> parameter, Vector<float> gradient, Vector<float> decay,
        ref Vector<float> a, ref Vector<float> b, ref Vector<float> c)
    {
        if (!TRule.DecouplesDecay)
            gradient = Vector.MultiplyAddEstimate(decay, parameter, gradient);
        return rule.Step(parameter, gradient, decay, ref a, ref b, ref c);
    }
}
