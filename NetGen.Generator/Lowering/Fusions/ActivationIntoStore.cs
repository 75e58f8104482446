using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Kernels.Conv;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering.Fusions;

/// <summary>An activation that follows a matrix or a convolution in every pass is applied before the outputs are stored, where that pays.</summary>
internal static class ActivationIntoStore
{
    /// <summary>The kernel with what it now applies, or the kernel itself where nothing changed.</summary>
    public static KernelPlan Apply(KernelPlan kernel, IReadOnlyList<List<Step>> passes)
    {
        var found = passes.SelectMany(steps => steps.Select((step, at) => (Steps: steps, At: at)).Where(place => IsForward(place.Steps[place.At], kernel))).ToList();
        ActivationPlan? activation = null;
        foreach (var (steps, at) in found)
        {
            if (Follower(steps, at) is not { } follower || !Absorbs(kernel, follower.Activation) || (activation is { } other && other != follower.Activation))
                return kernel;
            activation = follower.Activation;
        }

        if (activation is not { } applied)
            return kernel;
        foreach (var (steps, at) in found)
        {
            var follower = (ActivationStep)steps[at + 1];
            steps[at] = steps[at].With(follower.From, follower.To);
            steps.RemoveAt(at + 1);
        }

        return kernel switch
        {
            MatrixPlan matrix => matrix with { Activation = applied },
            ConvPlan conv => conv with { Activation = applied },
            _ => kernel,
        };
    }

    private static bool Absorbs(KernelPlan kernel, ActivationPlan activation) => kernel switch
    {
        MatrixPlan matrix => MatrixRule.Absorbs(matrix, activation),
        ConvPlan => ConvRule.Absorbs(activation),
        _ => false,
    };

    private static bool IsForward(Step step, KernelPlan kernel) => step is CallStep { Method: "Forward" or "ForwardRows" } call && call.Kernel == kernel.Name;

    /// <summary>The activation of what a call writes, if nothing else reads that.</summary>
    private static ActivationStep? Follower(List<Step> steps, int at)
    {
        if (at + 1 >= steps.Count || steps[at + 1] is not ActivationStep follower || steps[at].Uses.All(use => use.Access != Access.Write || use.Value != follower.From))
            return null;
        bool isReadElsewhere = follower.From != follower.To && steps.Where((_, other) => other != at && other != at + 1).Any(step => step.Uses.Any(use => use.Value == follower.From));
        return isReadElsewhere ? null : follower;
    }
}
