using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering.Fusions;

/// <summary>An activation that follows a matrix in every pass is applied before the matrix's outputs are stored, where that pays.</summary>
internal static class ActivationIntoStore
{
    /// <summary>The matrix with what it now applies, or the matrix itself where nothing changed.</summary>
    public static MatrixPlan Apply(MatrixPlan matrix, IReadOnlyList<List<Step>> passes)
    {
        var found = passes.SelectMany(steps => steps.Select((step, at) => (Steps: steps, At: at)).Where(place => IsForward(place.Steps[place.At], matrix))).ToList();
        ActivationPlan? activation = null;
        foreach (var (steps, at) in found)
        {
            if (Follower(steps, at) is not { } follower || !MatrixRule.Absorbs(matrix, follower.Activation) || (activation is { } other && other != follower.Activation))
                return matrix;
            activation = follower.Activation;
        }

        if (activation is not { } applied)
            return matrix;
        foreach (var (steps, at) in found)
        {
            var follower = (ActivationStep)steps[at + 1];
            steps[at] = steps[at].With(follower.From, follower.To);
            steps.RemoveAt(at + 1);
        }

        return matrix with { Activation = applied };
    }

    private static bool IsForward(Step step, MatrixPlan matrix) => step is CallStep { Method: "Forward" or "ForwardRows" } call && call.Kernel == matrix.Name;

    /// <summary>The activation of what a call writes, if nothing else reads that.</summary>
    private static ActivationStep? Follower(List<Step> steps, int at)
    {
        ValueId written = steps[at].Uses.Single(static use => use.Access == Access.Write).Value;
        if (at + 1 >= steps.Count || steps[at + 1] is not ActivationStep follower || follower.From != written)
            return null;
        bool isReadElsewhere = follower.From != follower.To && steps.Where((_, other) => other != at && other != at + 1).Any(step => step.Uses.Any(use => use.Value == written));
        return isReadElsewhere ? null : follower;
    }
}
