using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Activations;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>Writes a dense layer's kernels in the shape its plan chose.</summary>
internal sealed class DenseEmitter : LayerEmitter
{
    public override bool AppliesActivation(LayerPlan layer) => Applies((DensePlan)layer);

    /// <summary>A cheap activation is applied in registers, and so is any elementwise one of a tiny layer whose derivative does not need the value before it.</summary>
    internal static bool Applies(DensePlan layer)
    {
        if (layer.HasPartialSums)
            return layer.Activation == ActivationKind.Identity;
        ActivationInfo activation = ActivationRegistry.Get(layer.Activation);
        return activation.IsCheap
            || (layer.Shape == DenseKernel.Tiny && activation.IsElementwise && activation.Derivative == SavedValue.Output && !layer.IsFusedHead);
    }

    /// <summary>The value to store for a sum: the sum itself, or the activation of it.</summary>
    internal static string Activate(DensePlan layer, string sum)
    {
        if (layer.Activation == ActivationKind.Identity || !Applies(layer))
            return sum;
        ActivationInfo activation = ActivationRegistry.Get(layer.Activation);
        string argument = activation.HasParameter ? ", " + Literal.Of(layer.Spec.ActivationParameter) : "";
        return $"{activation.Class}.Value({sum}{argument})";
    }

    public override string Describe(LayerPlan layer) => ((DensePlan)layer).Shape switch
    {
        DenseKernel.Tiny => $"Weights [{layer.Inputs} in, {layer.Outputs} out], all in registers.",
        DenseKernel.Columns => $"Weights [{layer.Inputs} in, {layer.Outputs} out]: vectors run over outputs.",
        _ => $"Weights [{layer.Outputs} out, {layer.Inputs} in]: vectors run over inputs.",
    };

    public override string ActivationArgument(LayerPlan layer) =>
        ActivationRegistry.Get(layer.Activation).HasParameter ? ", " + Literal.Of(((DensePlan)layer).Spec.ActivationParameter) : "";

    public override string GradientsCall(LayerPlan layer, string x, string d, string rows)
    {
        var dense = (DensePlan)layer;
        if (rows != "1")
            return base.GradientsCall(layer, x, d, rows);
        if (TinyDense.HasSingleGradient(dense) || RowsGradient.Has(dense))
            return $"{layer.Kernel}Gradient(ref g, ref {x}, ref {d});";
        return SingleGradient(dense, x, d);
    }

    /// <summary>One row's gradients: nothing is summed over rows, so the weights are passed once, in the order they lie in.</summary>
    private static string SingleGradient(DensePlan layer, string x, string d)
    {
        if (!layer.Spec.TrainWeights)
            return DenseText.BiasGradients(layer, d, "1", "false");
        string biases = layer.TrainsBiases ? $"ref Unsafe.Add(ref g, {layer.KernelName}Biases)" : "ref Unsafe.NullRef<float>()";
        return $"OuterProduct.Add{(layer.IsOutputMajor ? "OutputMajor" : "InputMajor")}(ref Unsafe.Add(ref g, {layer.KernelName}Weights), {biases}, ref {x}, {layer.Inputs}, ref {d}, {layer.Outputs});";
    }

    public override string InputGradientsCall(LayerPlan layer, string d, string dx, string rows) => rows == "1" && TinyDense.HasSingleGradient((DensePlan)layer)
        ? $"{layer.Kernel}InputGradient(ref p, ref {d}, ref {dx});"
        : base.InputGradientsCall(layer, d, dx, rows);

    public override IEnumerable<string>? SingleDerivative(LayerPlan layer, string saved, string d)
    {
        var dense = (DensePlan)layer;
        if (dense.Shape != DenseKernel.Tiny || !ActivationRegistry.Get(layer.Activation).IsElementwise)
            return null;
        return Enumerable.Range(0, (layer.Outputs + 3) / 4).Select(v =>
        {
            string at = v == 0 ? "" : $", {4 * v}", argument = ActivationArgument(layer);
            return $"(Vector128.LoadUnsafe(ref {d}{at}) * {layer.Activation}.Derivative(Vector128.LoadUnsafe(ref {saved}{at}){argument})).StoreUnsafe(ref {d}{at});";
        });
    }

    public override IEnumerable<(string Name, int Value)> Constants(LayerPlan layer)
    {
        var dense = (DensePlan)layer;
        yield return (dense.KernelName + "Weights", dense.WeightOffset);
        if (dense.Spec.UseBias)
            yield return (dense.KernelName + "Biases", dense.BiasOffset);
    }

    public override IEnumerable<(int Start, int Length)> Trained(LayerPlan layer)
    {
        var dense = (DensePlan)layer;
        if (dense.Spec.TrainWeights)
            yield return (dense.WeightOffset, dense.WeightCount);
        if (dense.TrainsBiases)
            yield return (dense.BiasOffset, dense.BiasCount);
    }

    public override void EmitForward(SourceWriter writer, LayerPlan layer)
    {
        var dense = (DensePlan)layer;
        switch (dense.Shape)
        {
            case DenseKernel.Tiny:
                TinyDense.EmitForward(writer, dense);
                break;
            case DenseKernel.Columns:
                ColumnsForward.Emit(writer, dense);
                break;
            default:
                RowsForward.Emit(writer, dense);
                break;
        }
    }

    public override void EmitBackward(SourceWriter writer, LayerPlan layer, bool withInputGradients)
    {
        var dense = (DensePlan)layer;
        switch (dense.Shape)
        {
            case DenseKernel.Tiny:
                TinyDense.EmitBackward(writer, dense, withInputGradients);
                break;
            case DenseKernel.Columns:
                ColumnsBackward.Emit(writer, dense, withInputGradients);
                break;
            default:
                RowsBackward.Emit(writer, dense, withInputGradients);
                break;
        }
    }

    public override IEnumerable<string> InfoMembers(LayerPlan layer)
    {
        var dense = (DensePlan)layer;
        if (dense.Spec.ActivationParameter != 0)
            yield return $"ActivationParameter = {Literal.Of(dense.Spec.ActivationParameter)}";
    }
}
