using System;
using System.Linq;
using NetGen.Generator.Helpers;
using NetGen.Generator.Lowering;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>
/// One layer's part of one pass: a kind looks here for what the layer reads and gives, and adds its steps. On the way back the layer takes the
/// gradient of what it gives and writes the gradients of what it reads; where several layers read one value, the pass sees to the sum.
/// </summary>
internal sealed class Flow(PassBuilder pass, LayerPlan layer)
{
    /// <summary>Whether the pass takes one row.</summary>
    public bool IsSingle => pass.IsSingle;

    /// <summary>Whether the pass goes back, so that what derivatives need must be kept.</summary>
    public bool IsTraining => pass.Kind != PassKind.Inference;

    /// <summary>Whether the loss takes the values before this layer's activation.</summary>
    public bool KeepsPreActivation => pass.LossTakes(layer);

    /// <summary>What the layer reads.</summary>
    public ValuePlan Input(int index = 0) => pass.InputOf(layer, index);

    /// <summary>What the layer gives.</summary>
    public ValuePlan Output => pass.Draft.OutputOf(layer);

    /// <summary>The gradient with respect to what the layer gives.</summary>
    public ValuePlan OutputGradient => pass.GradientOf(pass.RootOf(layer));

    /// <summary>Whether the gradient with respect to an input is wanted.</summary>
    public bool Wants(int input = 0) => pass.WantsInput(layer, input);

    /// <summary>A value of the layer's own that is shaped like what it gives, such as <c>z1</c>.</summary>
    public ValuePlan Own(string letter) => pass.Draft.Values.Get(letter + layer.Number, layer.Shape, Output.RowStride);

    /// <summary>A value of the layer's own: so many numbers a row, and so many beside them.</summary>
    public ValuePlan Own(string letter, int perRow, int fixedLength = 0) =>
        pass.Draft.Values.Get(letter + layer.Number, Shape.Of(Math.Max(perRow, 1)), perRow, ValueKind.Buffer, fixedLength);

    /// <summary>Says that in this pass the layer gives a value that is there already.</summary>
    public void GiveInput(int input = 0) => pass.Alias(layer, input);

    /// <summary>Adds a step.</summary>
    public void Add(Step step) => pass.Add(layer, step);

    /// <summary>Adds the call of a method of one of the layer's kernels.</summary>
    public void Call(KernelPlan kernel, string method, params Operand[] operands) =>
        Add(new CallStep(kernel.Name, method, new EquatableArray<Operand>(operands)));

    /// <summary>Adds the call of a method of the runtime.</summary>
    public void Call(string method, params Operand[] operands) => Add(new CallStep(null, method, new EquatableArray<Operand>(operands)));

    /// <summary>The same, where what it writes may lie where something it reads for the last time lies.</summary>
    public void CallInPlace(string method, params Operand[] operands) =>
        Add(new CallStep(null, method, new EquatableArray<Operand>(operands), MayShare: true));

    /// <summary>Applies an activation; nothing for the identity where both are one value.</summary>
    public void Activate(ActivationPlan activation, ValuePlan from, ValuePlan to)
    {
        if (!activation.IsIdentity)
            Add(new ActivationStep(activation, from.Id, to.Id, to.Shape.Channels, to.Shape.Pixels, to.RowStride));
    }

    /// <summary>Multiplies the gradient of what the layer gives by its activation's derivative, which makes it the gradient of what is before.</summary>
    public void Derive(ActivationPlan activation, ValuePlan before, bool isInline = false)
    {
        if (activation.Saved == SavedValue.Nothing)
            return;
        ValuePlan saved = activation.Saved == SavedValue.Output ? Output : before;
        Add(new DerivativeStep(activation, saved.Id, OutputGradient.Id, layer.Shape.Channels, layer.Shape.Pixels, Output.RowStride, isInline));
    }

    /// <summary>Adds the step that writes the gradient of an input, which it overwrites. Where that gradient has terms already, the step writes another value, which is added.</summary>
    public void ToInput(int input, Func<ValuePlan, Step> write) => pass.ToInput(layer, input, write);

    /// <summary>The same for a step that can also add to what is there.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="write">The step, of the gradient and whether it adds.</param>
    public void AddToInput(int input, Func<ValuePlan, bool, Step> write) => pass.AddToInput(layer, input, write);

    /// <summary>Hands the gradient of what the layer gives on to an input unchanged.</summary>
    public void PassToInput(int input) => pass.PassToInput(layer, input);

    /// <summary>A step that calls a method of the runtime.</summary>
    public static CallStep Step(string method, params Operand[] operands) => new(null, method, new EquatableArray<Operand>(operands));

    public Operand Read(ValuePlan value, int offset = 0) => new ValueOperand(value.Id, Access.Read, offset);

    public Operand Write(ValuePlan value, int offset = 0) => new ValueOperand(value.Id, Access.Write, offset);

    public Operand Update(ValuePlan value, int offset = 0) => new ValueOperand(value.Id, Access.Update, offset);

    /// <summary>One of the layer's tensors.</summary>
    public Operand Parameter(string tensor) => new TensorOperand(pass.Draft.ConstantOf(layer, tensor), TensorAccess.Read);

    /// <summary>The gradients of one of the layer's tensors.</summary>
    public Operand Gradient(string tensor) => new TensorOperand(pass.Draft.ConstantOf(layer, tensor), TensorAccess.Gradient);

    public static Operand Number(long value) => new NumberOperand(value);

    public static Operand Rows(int factor = 1) => new RowsOperand(factor);

    public static Operand Overwrites => new SymbolOperand(Symbol.Overwrites);

    public static Operand Key => new SymbolOperand(Symbol.Key);
}
