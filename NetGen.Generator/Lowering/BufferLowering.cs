using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Decides how many rows go through the layers at once, and whether the stack can hold what lies between them.</summary>
internal static class BufferLowering
{
    /// <summary>More rows than this gain nothing: a weight loaded once already serves 8 rows from a register.</summary>
    private const int MostRows = 32;

    /// <summary>Weights that do not stay in the second-level cache are fetched once a block of rows: more rows share the wait.</summary>
    private const int MostRowsOfManyWeights = 64;

    private const int ManyWeights = 512 * 1024;

    /// <summary>With fewer rows than this on the stack a batch would load its weights too often: the network offers a workspace.</summary>
    private const int FewestRows = 8;

    /// <summary>A block's inputs are read by the forward and by the backward pass: they should stay in the second-level cache between the two.</summary>
    private const int MostInputFloats = 128 * 1024;

    public static BufferPlan Lower(NetworkGraph spec, IReadOnlyList<LayerPlan> layers, LossPlan? loss)
    {
        int widest = layers.Max(static layer => LayerPlan.RoundUp(layer.Stride));
        int head = layers[layers.Count - 1].Stride;
        int inference = 2 * widest + (loss is null or { EvaluatesItself: true } ? 0 : head);
        int gradient = spec.InputGradients ? Math.Max(widest, LayerPlan.RoundUp(spec.InputSize)) : widest;
        bool trains = loss is not null || spec.InputGradients;
        // Parsing refuses networks whose rows are longer than an array.
        int training = trains ? checked((int)(layers.Sum(static layer => (long)SlotsOf(layer) * LayerPlan.RoundUp(layer.Stride)) + 2L * gradient)) : 0;

        int most = RowsOf(spec.InputSize, MostRows);
        int workspaceRows = RowsInArray(
            layers.Sum(static layer => (long)layer.WeightCount) >= ManyWeights ? RowsOf(spec.InputSize, MostRowsOfManyWeights) : most,
            Math.Max(inference, training));
        int inferenceRows = RowsOnStack(inference, spec.StackBudget, most);
        int trainingRows = !trains ? 0 : RowsOnStack(training, spec.StackBudget, most);
        bool needsWorkspace = inferenceRows < FewestRows || (trains && trainingRows < FewestRows);
        return new BufferPlan(inference, training, gradient, inferenceRows, trainingRows, needsWorkspace ? workspaceRows : 0);
    }

    /// <summary>How many buffers training keeps of a layer: its outputs, and its pre-activations where the derivative needs those.</summary>
    private static int SlotsOf(LayerPlan layer) => layer.Saved == SavedValue.PreActivation ? 2 : 1;

    private static int RowsOf(int inputs, int most)
    {
        while (most > FewestRows && (long)most * inputs > MostInputFloats)
            most /= 2;
        return most;
    }

    /// <summary>So many rows as a workspace can hold.</summary>
    private static int RowsInArray(int rows, int row)
    {
        while (rows > 1 && BufferPlan.Length(rows, row) > Limits.WorkspaceLength)
            rows /= 2;
        return rows;
    }

    private static int RowsOnStack(int floatsPerRow, int budget, int most)
    {
        int floats = budget / sizeof(float) - LayerPlan.Lanes;
        int rows = Math.Min(most, floats / floatsPerRow);
        // Kernels take 8 rows at once: whole groups waste nothing.
        return rows >= FewestRows ? rows / FewestRows * FewestRows : rows;
    }
}
