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

    /// <param name="graph">The network.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="inference">The memory of the passes of inference.</param>
    /// <param name="training">The memory of the passes that go back; null where none does.</param>
    public static BufferPlan Lower(NetworkGraph graph, IReadOnlyList<LayerPlan> layers, Place inference, Place? training)
    {
        int most = RowsOf(graph.InputSize, MostRows);
        int workspaceRows = RowsInArray(
            layers.Sum(static layer => (long)layer.WeightCount) >= ManyWeights ? RowsOf(graph.InputSize, MostRowsOfManyWeights) : most,
            inference, training ?? default);
        int inferenceRows = RowsOnStack(inference, graph.StackBudget, most);
        int trainingRows = training is { } memory ? RowsOnStack(memory, graph.StackBudget, most) : 0;
        bool needsWorkspace = inferenceRows < Math.Min(FewestRows, most) || (training is not null && trainingRows < Math.Min(FewestRows, most));
        return new BufferPlan(inference, training ?? default, inferenceRows, trainingRows, needsWorkspace ? workspaceRows : 0);
    }

    private static int RowsOf(int inputs, int most)
    {
        while (most > FewestRows && (long)most * inputs > MostInputFloats)
            most /= 2;
        return most;
    }

    /// <summary>So many rows as a workspace can hold.</summary>
    private static int RowsInArray(int rows, Place inference, Place training)
    {
        while (rows > 1 && Math.Max(BufferPlan.Length(inference, rows), BufferPlan.Length(training, rows)) > Limits.WorkspaceLength)
            rows /= 2;
        return rows;
    }

    private static int RowsOnStack(Place memory, int budget, int most)
    {
        long floats = budget / sizeof(float) - MatrixPlan.Lanes - memory.Fixed;
        if (memory.PerRow == 0)
            return floats >= 0 ? most : 0;
        int rows = (int)Math.Max(0, Math.Min(most, floats / memory.PerRow));
        // Kernels take 8 rows at once: whole groups waste nothing.
        return rows >= FewestRows ? rows / FewestRows * FewestRows : rows;
    }
}
