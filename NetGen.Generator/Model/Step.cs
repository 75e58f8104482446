using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>When a step of a pass happens.</summary>
internal enum Guard
{
    /// <summary>Always.</summary>
    None,

    /// <summary>Where the caller wants the parameters' gradients.</summary>
    Gradients,

    /// <summary>Where the caller wants the input's gradients.</summary>
    InputGradients,
}

/// <summary>One thing a pass does. It says which values it reads and writes, and nothing else is needed to give them places.</summary>
internal abstract record Step
{
    /// <summary>The line of comment before the first step of a layer; null for the others.</summary>
    public string? Title { get; init; }

    public Guard Guard { get; init; }

    /// <summary>How many times a row it happens: once, or once for every step of a sequence.</summary>
    public int Times { get; init; } = 1;

    public abstract IEnumerable<Use> Uses { get; }

    /// <summary>The tensors it reads, and those whose gradients it adds to.</summary>
    public virtual IEnumerable<(string Tensor, TensorAccess Access)> Tensors => [];

    /// <summary>Whether it may write a value where one lies that it reads for the last time.</summary>
    public virtual bool IsInPlace => false;

    /// <summary>The same step with another value in the place of one.</summary>
    public abstract Step With(ValueId from, ValueId to);

    protected static ValueId Swap(ValueId value, ValueId from, ValueId to) => value == from ? to : value;
}

/// <summary>A call of a kernel, the file's own or the runtime's.</summary>
/// <param name="Kernel">The kernel of the file that has the method; null for the runtime's.</param>
/// <param name="Method">The method: a suffix of the kernel's name, or a name like <c>Dropout.Apply</c>.</param>
/// <param name="Operands">Its arguments.</param>
/// <param name="MayShare">Whether what it writes may lie where something it reads lies.</param>
internal sealed record CallStep(string? Kernel, string Method, EquatableArray<Operand> Operands, bool MayShare = false) : Step
{
    public override IEnumerable<Use> Uses => Operands.OfType<ValueOperand>().Select(static operand => new Use(operand.Value, operand.Access));

    public override IEnumerable<(string Tensor, TensorAccess Access)> Tensors =>
        Operands.OfType<TensorOperand>().Select(static operand => (operand.Constant, operand.Access));

    public override bool IsInPlace => MayShare;

    public override Step With(ValueId from, ValueId to) => this with
    {
        Operands = new EquatableArray<Operand>(Operands.Select(operand =>
            operand is ValueOperand value ? value with { Value = Swap(value.Value, from, to) } : operand)),
    };
}

/// <summary>Applies an activation to all rows: to = f(from).</summary>
/// <param name="Size">How many values share a softmax: the units, or the channels of a pixel.</param>
/// <param name="Groups">How many such groups a row has.</param>
/// <param name="Stride">How far apart rows lie in both.</param>
internal sealed record ActivationStep(ActivationPlan Activation, ValueId From, ValueId To, int Size, int Groups, int Stride) : Step
{
    public override IEnumerable<Use> Uses => From == To
        ? [new Use(From, Access.Update)]
        : [new Use(From, Access.Read), new Use(To, Access.Write)];

    public override bool IsInPlace => true;

    public override Step With(ValueId from, ValueId to) => this with { From = Swap(From, from, to), To = Swap(To, from, to) };
}

/// <summary>Multiplies gradients by an activation's derivative: gradient *= f′(saved).</summary>
/// <param name="IsInline">Whether it is written out in small vectors, which pays for one row of a tiny layer.</param>
internal sealed record DerivativeStep(ActivationPlan Activation, ValueId Saved, ValueId Gradient, int Size, int Groups, int Stride, bool IsInline) : Step
{
    public override IEnumerable<Use> Uses => [new Use(Saved, Access.Read), new Use(Gradient, Access.Update)];

    public override Step With(ValueId from, ValueId to) => this with { Saved = Swap(Saved, from, to), Gradient = Swap(Gradient, from, to) };
}

/// <summary>Copies rows: to = from. Where both get one place it is nothing.</summary>
internal sealed record CopyStep(ValueId From, ValueId To, int Size, int FromStride, int ToStride) : Step
{
    public override IEnumerable<Use> Uses => [new Use(From, Access.Read), new Use(To, Access.Write)];

    public override bool IsInPlace => FromStride == ToStride;

    public override Step With(ValueId from, ValueId to) => this with { From = Swap(From, from, to), To = Swap(To, from, to) };
}

/// <summary>The loss of outputs and the user's targets, and in training its gradient.</summary>
/// <param name="Outputs">What the loss takes: the network's outputs, or what stands before their activation.</param>
/// <param name="Gradient">Receives the gradient with respect to that; null where the loss is only evaluated.</param>
/// <param name="Scratch">A row that a loss of the user's own needs where its gradient is not wanted; else null.</param>
/// <param name="TakesActivation">The activation that the loss has in itself and that <paramref name="Outputs"/> are before; Identity for none.</param>
internal sealed record LossStep(ValueId Outputs, ValueId? Gradient, ValueId? Scratch, ActivationKind TakesActivation) : Step
{
    public override IEnumerable<Use> Uses
    {
        get
        {
            yield return new Use(Outputs, Access.Read);
            if (Gradient is { } gradient)
                yield return new Use(gradient, Access.Write);
            if (Scratch is { } scratch)
                yield return new Use(scratch, Access.Write);
        }
    }

    public override Step With(ValueId from, ValueId to) => this with
    {
        Outputs = Swap(Outputs, from, to),
        Gradient = Gradient is { } gradient ? Swap(gradient, from, to) : null,
    };
}

/// <summary>Takes the gradients that the caller gives for the outputs.</summary>
internal sealed record GivenGradientStep(ValueId Gradient, int Size, int Stride) : Step
{
    public override IEnumerable<Use> Uses => [new Use(Gradient, Access.Write)];

    public override Step With(ValueId from, ValueId to) => this with { Gradient = Swap(Gradient, from, to) };
}

/// <summary>Gives the caller the gradients with respect to the input.</summary>
internal sealed record InputGradientStep(ValueId Gradient, int Size, int Stride) : Step
{
    public override IEnumerable<Use> Uses => [new Use(Gradient, Access.Read)];

    public override Step With(ValueId from, ValueId to) => this with { Gradient = Swap(Gradient, from, to) };
}
