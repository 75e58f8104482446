using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>
/// Writes a step on one row of a network that is one small layer: outputs and their gradients stay in a register. Written to a buffer and read
/// again they would cost more than the layer itself.
/// </summary>
internal static class RegisterPass
{
    public static void EmitRow(SourceWriter writer, NetworkPlan plan)
    {
        var layer = (DensePlan)plan.Head;
        LossPlan loss = plan.Loss!;
        using (writer.Method("public static float Backward(ref float p, ReadOnlySpan<float> input, ReadOnlySpan<float> target, ref float g, float scale)", KernelMethod.Whole))
        {
            writer.Line($"if (input.Length != {plan.InputSize}) Throw.Input({plan.InputSize}, input.Length);");
            writer.Line($"if (target.Length != {plan.OutputSize}) Throw.Target({plan.OutputSize}, target.Length);");
            writer.Line("ref float x = ref MemoryMarshal.GetReference(input);");
            writer.Line("ref float t = ref MemoryMarshal.GetReference(target);");
            writer.Line();
            writer.Line($"// {PassEmitter.Title(layer)}");
            writer.Line($"var h1 = {layer.KernelName}Outputs(ref p, ref x);");
            writer.Line();
            writer.Line($"// {loss.Name}: the loss, and its gradient with respect to {(loss.IsFused ? layer.Name + "'s values before the activation" : "the outputs")}");
            writer.Line(plan.OutputSize == 1
                ? $"float loss = {loss.Class}.Backward(h1, t, out float d1);"
                : $"float loss = {loss.Class}.Backward(h1, Lanes.First{layer.RegisterBits}(ref t, 0, {plan.OutputSize}), {plan.OutputSize}, out var d1);");
            if (loss.Factor != 1)
            {
                writer.Line($"loss *= {loss.Factor};");
                writer.Line($"scale *= {loss.Factor};");
            }

            writer.Line(TrainingEmitter.NoGradients);
            writer.Line("d1 *= scale;");
            writer.Line();
            writer.Line($"// Back through {layer.Name}");
            if (!loss.IsFused && layer.Saved != SavedValue.Nothing)
                writer.Line($"d1 *= {layer.Activation}.Derivative(h1{LayerEmitter.Of(layer).ActivationArgument(layer)});");
            writer.Line($"{layer.KernelName}Gradient(ref g, ref x, d1);");
            writer.Line("return loss;");
        }
    }
}
