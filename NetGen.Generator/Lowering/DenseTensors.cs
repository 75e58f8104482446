using System.Collections.Generic;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>The tensors of a dense layer: <c>weight</c> [outputs, inputs] and <c>bias</c> [outputs].</summary>
internal static class DenseTensors
{
    /// <param name="isOutputMajor">Whether the weights of one output lie together; else those of one input do.</param>
    public static IReadOnlyList<TensorPlan> Of(DenseSpec spec, int inputs, bool isOutputMajor)
    {
        int outputs = spec.Units;
        var shape = new EquatableArray<int>([outputs, inputs]);
        var tensors = new List<TensorPlan>
        {
            new("weight", "Weights", "The weights, [output, input]", shape, shape, new EquatableArray<int>(isOutputMajor ? [inputs, 1] : [1, outputs]),
                TensorRole.Matrix, spec.TrainWeights, new Penalties(spec.L1, spec.L2, spec.MaxNorm),
                new InitializerPlan(spec.Initializer, spec.InitializerScale, inputs, outputs)),
        };
        if (spec.UseBias)
        {
            var vector = new EquatableArray<int>([outputs]);
            tensors.Add(new("bias", "Biases", "The biases, [output]", vector, vector, new EquatableArray<int>([1]),
                TensorRole.Vector, spec.TrainBiases, default, InitializerPlan.Constant(spec.InitialBias)));
        }

        return tensors;
    }
}
