using NetGen.Generator.Helpers;
using NetGen.Generator.Lowering;
using NetGen.Generator.Model;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>Values get places for as long as they live, and a validator that knows nothing of the allocator finds every overlap.</summary>
public sealed class BufferAllocatorTests
{
    private readonly ValueTable _values = new();

    [Fact]
    public void Chain_NeedsTwoBuffersByTurns()
    {
        ValuePlan a = Value("h1", 64), b = Value("h2", 32), c = Value("h3", 64), d = Value("h4", 32);
        PassPlan pass = Allocate(Call(a), Call(b, a), Call(c, b), Call(d, c), Call(null, d));
        pass.Length.ShouldBe(new Place(96, 0));
        Fault(pass).ShouldBeNull();
    }

    [Fact]
    public void ValueThatIsReadLate_KeepsItsPlace()
    {
        ValuePlan a = Value("h1", 16), b = Value("h2", 16), c = Value("h3", 16), d = Value("h4", 16);
        PassPlan pass = Allocate(Call(a), Call(b, a), Call(c, b), Call(d, a, c));
        pass.Length.PerRow.ShouldBe(48);
        Fault(pass).ShouldBeNull();
    }

    [Fact]
    public void InPlaceStep_TakesThePlaceOfWhatDies()
    {
        ValuePlan a = Value("h1", 32), b = Value("h2", 32);
        PassPlan pass = Allocate(Call(a), Call(b, a) with { MayShare = true }, Call(null, b));
        pass.Length.PerRow.ShouldBe(32);
        Fault(pass).ShouldBeNull();
    }

    [Fact]
    public void InPlaceStep_LeavesAloneWhatIsReadAgain()
    {
        ValuePlan a = Value("h1", 32), b = Value("h2", 32);
        PassPlan pass = Allocate(Call(a), Call(b, a) with { MayShare = true }, Call(null, a, b));
        pass.Length.PerRow.ShouldBe(64);
        Fault(pass).ShouldBeNull();
    }

    [Fact]
    public void WhatDoesNotGrowWithRows_LiesApart()
    {
        ValuePlan a = Value("h1", 32), scratch = _values.Get("s1", Shape.Of(1), 0, ValueKind.Buffer, 10);
        PassPlan pass = Allocate(Call(a), Call(scratch, a), Call(null, a, scratch));
        pass.Length.ShouldBe(new Place(32, 16));
        Fault(pass).ShouldBeNull();
    }

    [Fact]
    public void Validator_FindsValuesThatOverlap()
    {
        ValuePlan a = Value("h1", 32), b = Value("h2", 32);
        PassPlan pass = Allocate(Call(a), Call(b, a), Call(null, a, b));
        Fault(pass).ShouldBeNull();
        PassPlan broken = pass with { Places = new EquatableArray<PlacedValue>([new(a.Id, default), new(b.Id, new Place(16, 0))]) };
        Fault(broken).ShouldBe("Step 1 of Test writes h2 over h1, which it reads.");
    }

    [Fact]
    public void Validator_FindsReadsOfWhatIsGone()
    {
        ValuePlan a = Value("h1", 32), b = Value("h2", 32), c = Value("h3", 32);
        PassPlan pass = Allocate(Call(a), Call(b, a), Call(c, b), Call(null, a, c));
        PassPlan broken = pass with { Places = new EquatableArray<PlacedValue>([new(a.Id, default), new(b.Id, new Place(32, 0)), new(c.Id, default)]) };
        Fault(broken).ShouldBe("Step 3 of Test reads h1, which is overwritten or was never written.");
    }

    [Fact]
    public void Validator_FindsPlacesBehindTheMemory()
    {
        ValuePlan a = Value("h1", 32);
        PassPlan pass = Allocate(Call(a), Call(null, a));
        Fault(pass with { Length = new Place(16, 0) }).ShouldBe("h1 ends behind the memory of Test.");
    }

    [Fact]
    public void StepInPlace_NeedsReadsBeforeGradients()
    {
        CallStep read = Tensor(TensorAccess.Read), gradient = Tensor(TensorAccess.Gradient);
        PlanValidator.StepsInPlace(Pass([read, gradient])).ShouldBeTrue();
        PlanValidator.StepsInPlace(Pass([gradient, read])).ShouldBeFalse();
    }

    [Fact]
    public void TrainingRows_AreNoLongerThanOneBufferAValue()
    {
        NetworkPlan plan = Plans.Of("[NeuralNetwork(64, Loss = Loss.CrossEntropy)] [Dense(32, Activation.Relu)] [Dense(32, Activation.Relu)] [Dense(10, Activation.Softmax)]");
        // h1, h2, z3 and gradients of which d2 takes the place of what is read no more.
        plan.Pass("BackwardRows").Length.PerRow.ShouldBeLessThan(32 + 32 + 16 + 2 * 32);
        plan.Passes.ShouldAllBe(pass => PlanValidator.FindFault(pass, plan.Values.ToList()) == null);
    }

    [Fact]
    public void EveryPass_OfEveryPlan_IsProved()
    {
        var plans = Plans.OfSource(BodyNetworks.Source);
        plans.Count.ShouldBe(BodyNetworks.All.Count);
        foreach (NetworkPlan plan in plans)
        {
            plan.StepsInPlace.ShouldBeTrue(plan.Type.Name);
            foreach (PassPlan pass in plan.Passes)
                PlanValidator.FindFault(pass, plan.Values.ToList()).ShouldBeNull(plan.Type.Name);
        }
    }

    private static CallStep Tensor(TensorAccess access) => new(null, "Test", new EquatableArray<Operand>([new TensorOperand("W", access)]));

    private static CallStep Call(ValuePlan? written, params ValuePlan[] read) => new(null, "Test", new EquatableArray<Operand>(
        read.Select(value => new ValueOperand(value.Id, Access.Read)).Concat(written is null ? [] : [new ValueOperand(written.Id, Access.Write)])));

    private static PassPlan Pass(IEnumerable<Step> steps) => new(PassKind.Training, "Test", false, null, new EquatableArray<Step>(steps), default, default);

    private ValuePlan Value(string name, int size) => _values.Get(name, Shape.Of(size), size);

    private PassPlan Allocate(params Step[] steps)
    {
        var (places, length) = BufferAllocator.Allocate(steps, _values);
        return Pass(steps) with { Places = places, Length = length };
    }

    private string? Fault(PassPlan pass) => PlanValidator.FindFault(pass, _values.ToArray().ToList());
}
