using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Activations;
using NetGen.Generator.Helpers;
using NetGen.Generator.Layers.Dropout;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Graph → plan: shapes, offsets, buffers and kernels are decided here.</summary>
internal static class NetworkLowering
{
    /// <summary>Lowers the graph of a chain that parsing has found free of errors; cannot fail.</summary>
    public static NetworkPlan Lower(NetworkGraph spec)
    {
        int weightCount = TotalWeights(spec);
        LossPlan? loss = LossLowering.Lower(spec);
        var layers = new List<LayerPlan>(spec.Layers.Count);
        int inputs = spec.InputSize, weightOffset = 0, biasOffset = weightCount;
        int stride = spec.InputSize;
        foreach (LayerSpec layer in spec.Layers.Select(static node => node.Spec))
        {
            if (layer is DropoutSpec dropout)
            {
                layers.Add(new DropoutPlan(layers.Count + 1, dropout.Name, inputs, stride, dropout.Rate));
                continue;
            }

            var dense = (DenseSpec)layer;
            ActivationInfo activation = ActivationRegistry.Get(dense.Activation);
            DenseKernel shape = ShapeOf(inputs, dense.Units, spec.Layers.Count == 1);
            bool isHead = layers.Count == spec.Layers.Count - 1;
            layers.Add(new DensePlan(
                layers.Count + 1, dense.Name, dense.Name, inputs, dense.Units, stride, activation.Derivative, dense,
                loss is { IsFused: true } && isHead,
                shape, weightOffset, biasOffset,
                WideLowering.StrideOf(dense.Units, isHead), WideLowering.IsStreamed(shape, inputs, dense.Units),
                WideLowering.PanelInputs(shape, inputs, dense.Units, spec.StackBudget),
                RegisterRule.Fits(spec, dense, shape, loss), RegisterRule.ReadsPieces(spec, dense, shape, loss)));
            weightOffset += inputs * dense.Units;
            biasOffset += dense.UseBias ? dense.Units : 0;
            inputs = dense.Units;
            stride = layers[layers.Count - 1].Stride;
        }

        int firstTrained = layers.FindIndex(static layer => layer.IsTrained);
        bool isStraightLine = StraightLineRule.Fits(spec, layers, biasOffset, loss);
        return new NetworkPlan(
            spec.Type, spec.Input, spec.Output.Shape, weightCount, biasOffset, loss,
            isStraightLine ? BufferPlan.None : BufferLowering.Lower(spec, layers, loss),
            firstTrained < 0 ? layers.Count : firstTrained,
            spec.InputGradients,
            layers.Exists(static layer => layer is DropoutPlan),
            isStraightLine,
            spec.Surface,
            new EquatableArray<LayerPlan>(layers));
    }

    private static int TotalWeights(NetworkGraph spec)
    {
        int inputs = spec.InputSize, total = 0;
        foreach (DenseSpec dense in spec.Layers.Select(static node => node.Spec).OfType<DenseSpec>())
        {
            total = checked(total + inputs * dense.Units);
            inputs = dense.Units;
        }

        return total;
    }

    /// <summary>
    /// A vector runs over outputs unless they are too few to fill one and the inputs are many: then it runs over inputs,
    /// which costs one horizontal sum an output. So it does, too, where a second vector of outputs would be mostly empty: a layer of
    /// 784 → 17 then reads 17 sixteenths of a vector an input and not two. A layer of 16 inputs gains by it only where it is the whole network,
    /// whose steps on one row wait for one another's weights.
    /// </summary>
    private static DenseKernel ShapeOf(int inputs, int outputs, bool isAlone)
    {
        if (inputs < 16 && outputs < 8)
            return DenseKernel.Tiny;
        bool isRows = outputs < 8 || (outputs < 16 && inputs > (isAlone || outputs < 10 ? 15 : 16)) || (outputs is > 16 and < 27 && inputs >= 64);
        return isRows ? DenseKernel.Rows : DenseKernel.Columns;
    }
}
