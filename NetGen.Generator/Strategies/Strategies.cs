using System.Collections.Immutable;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Strategies.SingleLayer;
using NetGen.Generator.Strategies.StraightLine;

namespace NetGen.Generator.Strategies;

/// <summary>The strategies: one line each. Where no rule fits, networks are compiled the general way.</summary>
internal static class Strategies
{
    private static ImmutableArray<IStrategy> All { get; } = ImmutableArray.Create<IStrategy>(
        new StraightLineStrategy(),
        new SingleLayerStrategy());

    /// <summary>The plan as the first strategy whose rule fits wants it, or the plan itself.</summary>
    public static NetworkPlan Apply(NetworkPlan plan)
    {
        // Strategies take one row at a time and one way through it.
        if (plan.Input.IsSequence)
            return plan;
        foreach (IStrategy strategy in All)
        {
            if (strategy.Apply(plan) is { } changed)
                return changed with { Strategy = strategy.Name };
        }

        return plan;
    }

    public static IStrategy? Find(string? name) => All.FirstOrDefault(strategy => strategy.Name == name);
}
