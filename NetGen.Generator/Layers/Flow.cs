using System;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>
/// One layer's part of one pass: a kind looks here for what the layer reads and gives, and adds its steps. On the way back the layer takes the
/// gradient of what it gives and writes the gradients of what it reads; where several layers read one value, the pass sees to the sum.
/// </summary>
internal abstract class Flow(LayerPlan layer)
{
    public LayerPlan Layer => layer;

    /// <summary>Whether the pass takes one row.</summary>
    public abstract bool IsSingle { get; }

    /// <summary>Whether the pass goes back, so that what derivatives need must be kept.</summary>
    public abstract bool IsTraining { get; }

    /// <summary>Whether the loss takes the values before this layer's activation: then they have a name of their own.</summary>
    public abstract bool KeepsPreActivation { get; }

    /// <summary>What the layer gives.</summary>
    public abstract ValuePlan Output { get; }

    /// <summary>The gradient with respect to what the layer gives; on the way back a layer may change it, as nobody needs it afterwards.</summary>
    public abstract ValuePlan OutputGradient { get; }

    /// <summary>What the layer reads.</summary>
    public abstract ValuePlan Input(int index = 0);

    /// <summary>Whether the gradient with respect to an input is wanted.</summary>
    public abstract bool Wants(int input = 0);

    /// <summary>A value of the layer's own, shaped like what it gives, such as <c>z1</c>.</summary>
    public abstract ValuePlan Own(string letter);

    /// <summary>A value of the layer's own: so many numbers a row, and so many beside them.</summary>
    public abstract ValuePlan Own(string letter, int perRow, int fixedLength = 0);

    /// <summary>Says that in this pass the layer gives what it reads: no step is needed.</summary>
    public abstract void GiveInput(int input = 0);

    public abstract void Add(Step step);

    /// <summary>Adds the step that writes the gradient of an input, which it overwrites. Where that gradient has terms already, the step writes another value, which is added.</summary>
    public abstract void ToInput(int input, Func<ValuePlan, Step> write);

    /// <summary>The same for a step that can also add to what is there: <paramref name="write"/> is told whether it must.</summary>
    public abstract void AddToInput(int input, Func<ValuePlan, bool, Step> write);

    /// <summary>Hands the gradient of what the layer gives on to an input unchanged.</summary>
    public abstract void PassToInput(int input);

    /// <summary>Adds the call of a method of one of the layer's kernels.</summary>
    public void Call(KernelPlan kernel, string method, params Operand[] operands) => Add(Step(kernel, method, operands));

    /// <summary>Adds the call of a method of the runtime.</summary>
    public void Call(string method, params Operand[] operands) => Add(Step(method, operands));

    /// <summary>The same, where what it writes may lie where something it reads for the last time lies.</summary>
    public void CallInPlace(string method, params Operand[] operands) => Add(Step(method, operands) with { MayShare = true });

    /// <summary>Applies an activation; nothing for the identity.</summary>
    public void Activate(ActivationPlan activation, ValuePlan from, ValuePlan to)
    {
        if (!activation.IsIdentity)
            Add(new ActivationStep(activation, from.Id, to.Id, to.Shape.Channels, to.Shape.Pixels, to.RowStride));
    }

    /// <summary>
    /// Multiplies the gradient of what the layer gives by its activation's derivative, which makes it the gradient of what stands before.
    /// </summary>
    /// <param name="activation">The activation.</param>
    /// <param name="before">The values before it; read where the derivative needs them.</param>
    /// <param name="isInline">Whether it is written out in small vectors.</param>
    public void Derive(ActivationPlan activation, ValuePlan before, bool isInline = false)
    {
        if (activation.Saved == SavedValue.Nothing)
            return;
        ValuePlan saved = activation.Saved == SavedValue.Output ? Output : before;
        Add(new DerivativeStep(activation, saved.Id, OutputGradient.Id, Output.Shape.Channels, Output.Shape.Pixels, Output.RowStride, isInline));
    }

    /// <summary>The value that a layer's own step writes before its activation: <c>z1</c> where it is needed later, else what the layer gives, which is then replaced.</summary>
    public ValuePlan BeforeActivation(ActivationPlan activation) =>
        KeepsPreActivation || (IsTraining && activation.Saved == SavedValue.PreActivation) ? Own("z") : Output;

    public static CallStep Step(KernelPlan kernel, string method, params Operand[] operands) => new(kernel.Name, method, new EquatableArray<Operand>(operands));

    public static CallStep Step(string method, params Operand[] operands) => new(null, method, new EquatableArray<Operand>(operands));

    public static Operand Read(ValuePlan value, int offset = 0) => new ValueOperand(value.Id, Access.Read, offset);

    public static Operand Write(ValuePlan value, int offset = 0) => new ValueOperand(value.Id, Access.Write, offset);

    public static Operand Update(ValuePlan value, int offset = 0) => new ValueOperand(value.Id, Access.Update, offset);

    /// <summary>One of the layer's tensors, by its name in PyTorch.</summary>
    public Operand Parameter(string tensor) => new TensorOperand(layer.ConstantOf(tensor), TensorAccess.Read);

    /// <summary>The gradients of one of the layer's tensors.</summary>
    public Operand Gradient(string tensor) => new TensorOperand(layer.ConstantOf(tensor), TensorAccess.Gradient);

    public static Operand Number(long value) => new NumberOperand(value);

    public static Operand Flag(bool value) => new FlagOperand(value);

    /// <summary>A factor times the rows of the pass.</summary>
    public static Operand Rows(int factor = 1) => new RowsOperand(factor);

    public static Operand Overwrites => new SymbolOperand(Symbol.Overwrites);

    public static Operand Key => new SymbolOperand(Symbol.Key);
}
