using System.CodeDom.Compiler;
using System.Reflection;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Whatever computes is compiled at full speed on its first call, or is part of a method that is: the JIT's first tier would be 4 to 28 times slower.</summary>
public sealed class FirstCallTests
{
    private const BindingFlags Declared = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[] Passes = ["Forward", "ForwardBatch", "EvaluateBatch", "Backward", "BackwardBatch", "BackwardFrom", "Train", "TrainBatch", "Classify"];

    [Fact]
    public void Emitted_kernels_start_optimised()
    {
        var methods = typeof(FirstCallTests).Assembly.GetTypes()
            .Where(type => type.Namespace == "NetGen.Generated")
            .SelectMany(type => type.GetMethods(Declared))
            .ToList();
        Assert.True(methods.Count > 1000, $"Only {methods.Count} kernels were found.");
        // The width of a vector is a constant in whatever reads it.
        Assert.All(methods, method => Assert.True(StartsOptimised(method) || method.Name == "get_V", $"{method.DeclaringType}.{method.Name}"));
    }

    [Fact]
    public void Emitted_passes_start_optimised()
    {
        var methods = typeof(FirstCallTests).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<GeneratedCodeAttribute>()?.Tool == "NetGen")
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => Passes.Contains(method.Name[(method.Name.LastIndexOf('.') + 1)..]) && method.GetParameters().Any(IsInput))
            .ToList();
        Assert.True(methods.Count > 500, $"Only {methods.Count} passes were found.");
        Assert.All(methods, method => Assert.True(StartsOptimised(method), $"{method.DeclaringType}.{method.Name}"));
    }

    private static bool IsInput(ParameterInfo parameter) => parameter.Name is "input" or "inputs";

    private static bool StartsOptimised(MethodBase method) =>
        (method.MethodImplementationFlags & (MethodImplAttributes.AggressiveInlining | MethodImplAttributes.AggressiveOptimization)) != 0;
}
