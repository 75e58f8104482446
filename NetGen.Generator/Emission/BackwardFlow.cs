using System.Collections.Generic;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes what all passes that go back have in common: their buffers, the way forward and the way back.</summary>
/// <param name="writer">The file.</param>
/// <param name="plan">The network.</param>
/// <param name="rows">How many rows go through, an expression.</param>
internal sealed class BackwardFlow(SourceWriter writer, NetworkPlan plan, string rows)
{
    private bool IsSingle => rows == "1";

    private static string Output(LayerPlan layer) => "h" + layer.Number;

    /// <summary>Where a layer's own kernel writes: its outputs, or its pre-activations where the derivative needs those.</summary>
    private static string Written(LayerPlan layer) => layer.Saved == SavedValue.PreActivation ? "z" + layer.Number : Output(layer);

    private string InputOf(LayerPlan layer) => layer.Number == 1 ? "x" : Output(plan.Layers[layer.Number - 2]);

    /// <summary>Names the buffers: h and z of every layer, and d of all layers gradients reach.</summary>
    public void EmitSlots(string capacity)
    {
        int offset = 0;
        var slots = new List<string>();
        foreach (LayerPlan layer in plan.Layers)
        {
            Slot(Output(layer), LayerPlan.RoundUp(layer.Stride));
            if (layer.Saved == SavedValue.PreActivation)
                Slot("z" + layer.Number, LayerPlan.RoundUp(layer.Stride));
        }

        // Gradients pass through two buffers by turns: a layer's are read while those of the layer before are written.
        int widest = plan.Buffers.GradientRow;
        int lowest = plan.InputGradients ? 0 : plan.FirstTrained == plan.Layers.Count ? plan.Layers.Count : plan.FirstTrained + 1;
        for (int number = plan.Layers.Count; number >= lowest; number--)
        {
            int slot = offset + (plan.Layers.Count - number) % 2 * widest;
            slots.Add($"d{number} = ref Unsafe.Add(ref buffers, {PassEmitter.Product(capacity, slot)})");
        }

        Wrap.List(writer, "ref float ", slots, ";");

        void Slot(string name, int length)
        {
            slots.Add(offset == 0 ? $"{name} = ref buffers" : $"{name} = ref Unsafe.Add(ref buffers, {PassEmitter.Product(capacity, offset)})");
            offset += length;
        }
    }

    /// <summary>The way forward, in training, down to the head's outputs or to what stands before its activation.</summary>
    public void EmitForward(bool stopsBeforeHead)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            writer.Line();
            writer.Line($"// {PassEmitter.Title(layer)}");
            LayerEmitter emitter = LayerEmitter.Of(layer);
            writer.Line(emitter.ForwardCall(layer, InputOf(layer), Written(layer), rows));
            if (!(stopsBeforeHead && layer == plan.Head) && !emitter.AppliesActivation(layer))
                writer.Line(PassEmitter.Apply(layer, Written(layer), Output(layer), rows));
        }
    }

    /// <summary>The way back, from the head's d to the first layer that is trained, or to the inputs.</summary>
    public void EmitBackward(bool startsBeforeHead, bool toInputs)
    {
        // A pass of a network without gradients of its inputs has ended where those of the parameters are not wanted.
        string ifGradients = toInputs ? "if (!Unsafe.IsNullRef(ref g)) " : "";
        int last = toInputs ? 0 : plan.FirstTrained;
        for (int number = plan.Layers.Count; number > last; number--)
        {
            LayerPlan layer = plan.Layers[number - 1];
            LayerEmitter emitter = LayerEmitter.Of(layer);
            writer.Line();
            writer.Line($"// Back through {layer.Name}");
            if (!(startsBeforeHead && layer == plan.Head) && layer.Saved != SavedValue.Nothing)
                EmitDerivative(layer, emitter);
            if (number == 1 && toInputs)
                EmitToInputs(layer, emitter);
            else if (number - 1 > last)
                writer.Line(emitter.InputGradientsCall(layer, $"d{number}", $"d{number - 1}", rows));
            if (layer.IsTrained)
                writer.Line(ifGradients + emitter.GradientsCall(layer, InputOf(layer), $"d{number}", rows));
        }
    }

    /// <summary>Kernels may write past a row's end, so the user gets a copy.</summary>
    private void EmitToInputs(LayerPlan layer, LayerEmitter emitter)
    {
        if (IsSingle)
        {
            using (writer.Block("if (!inputGradients.IsEmpty)"))
            {
                writer.Line(emitter.InputGradientsCall(layer, "d1", "d0", rows));
                writer.Line($"Buffers.Row(ref d0, 0, {plan.InputSize}).CopyTo(inputGradients);");
            }

            return;
        }

        using (writer.Block("if (!Unsafe.IsNullRef(ref dx))"))
        {
            if (emitter.StoresExactly)
            {
                writer.Line(emitter.InputGradientsCall(layer, "d1", "dx", rows));
                return;
            }

            using (writer.Block("for (nuint r = 0; r < rows; r++)"))
            {
                writer.Line(emitter.InputGradientsCall(layer, $"Unsafe.Add(ref d1, r * {layer.Stride})", "d0", "1"));
                writer.Line($"Buffers.Row(ref d0, 0, {plan.InputSize}).CopyTo(Buffers.Row(ref dx, r * {plan.InputSize}, {plan.InputSize}));");
            }
        }
    }

    private void EmitDerivative(LayerPlan layer, LayerEmitter emitter)
    {
        var single = IsSingle ? emitter.SingleDerivative(layer, Written(layer), $"d{layer.Number}") : null;
        foreach (string statement in single ?? [Derivative(layer)])
            writer.Line(statement);
    }

    private string Derivative(LayerPlan layer) => layer.Activation == ActivationKind.Softmax
        ? $"Softmax.Backward(ref {Output(layer)}, ref d{layer.Number}, {layer.Outputs}, {rows}, {layer.Stride});"
        : PassEmitter.Elementwise(layer, "Backward", Written(layer), $"d{layer.Number}", IsSingle ? layer.Stride.ToString() : $"{rows} * {layer.Stride}");
}
