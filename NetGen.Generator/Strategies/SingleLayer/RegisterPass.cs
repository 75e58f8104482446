using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies.SingleLayer;

/// <summary>Writes a step on one row of a network that is one small layer, all of it in registers.</summary>
internal static class RegisterPass
{
    public static void Write(SourceWriter writer, NetworkPlan plan, MatrixPlan matrix)
    {
        LayerPlan layer = plan.Head;
        LossPlan loss = plan.Loss!;
        writer.Line();
        writer.Line("// One row: adds `scale` times its gradients to g. With g = p and a scale of -learningRate that is a step of gradient descent,");
        writer.Line("// since a layer's input gradients are computed before its weights change.");
        using (writer.Method("public static float Backward(ref float p, ReadOnlySpan<float> input, ReadOnlySpan<float> target, ref float g, float scale)", KernelMethod.Whole))
        {
            writer.Line($"if (input.Length != {plan.InputSize}) Throw.Input({plan.InputSize}, input.Length);");
            writer.Line($"if (target.Length != {plan.OutputSize}) Throw.Target({plan.OutputSize}, target.Length);");
            writer.Line("ref float x = ref MemoryMarshal.GetReference(input);");
            writer.Line("ref float t = ref MemoryMarshal.GetReference(target);");
            writer.Line();
            writer.Line($"// {layer.Title}");
            writer.Line($"var h1 = {matrix.Method("Outputs")}({Parameters("p")}ref x);");
            writer.Line();
            writer.Line($"// {loss.Name}: the loss, and its gradient with respect to {(loss.IsFused ? layer.Name + "'s values before the activation" : "the outputs")}");
            writer.Line(plan.OutputSize == 1
                ? $"float loss = {loss.Class}.Backward(h1, t, out float d1);"
                : $"float loss = {loss.Class}.Backward(h1, Lanes.First{matrix.RegisterBits}(ref t, 0, {plan.OutputSize}), {plan.OutputSize}, out var d1);");
            if (loss.Factor != 1)
            {
                writer.Line($"loss *= {loss.Factor};");
                writer.Line($"scale *= {loss.Factor};");
            }

            writer.Line(DoorText.NoGradients);
            writer.Line("d1 *= scale;");
            writer.Line();
            writer.Line($"// Back through {layer.Name}");
            if (!loss.IsFused && layer.Activation.Saved != SavedValue.Nothing)
                writer.Line($"d1 *= {ActivationText.Derivative(layer.Activation, "h1")};");
            writer.Line($"{matrix.Method("Gradient")}({Parameters("g")}ref x, d1);");
            writer.Line("return loss;");
        }

        string Parameters(string block) => string.Concat(layer.Tensors.Select(tensor => $"ref Unsafe.Add(ref {block}, {layer.ConstantOf(tensor.Name)}), "));
    }
}
