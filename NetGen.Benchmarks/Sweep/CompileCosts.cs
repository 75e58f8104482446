using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator;

namespace NetGen.Benchmarks.Sweep;

/// <summary>
/// Prints what a network costs before it runs: the generator's time, what the generated file adds to a compilation, and the JIT's time for
/// each pass with all it calls. <c>compile-costs</c>; the process compiles with full optimization from the first call.
/// </summary>
internal static class CompileCosts
{
    private const int Rounds = 20;
    private static readonly int[][] Networks = [[784, 16, 10], [784, 128, 64, 10], [4096, 4096, 4096]];

    public static int Print()
    {
        Console.WriteLine($"{"network",-18}{"generator ms",14}{"added ms",10}{"lines",7}   JIT ms of a pass and the kernels it calls");
        // The first network warms the compiler and the JIT of this process.
        _ = Measure(Networks[0]);
        foreach (int[] sizes in Networks)
            Console.WriteLine(Measure(sizes));
        return 0;
    }

    private static string Source(int[] sizes)
    {
        string hidden = string.Concat(sizes[1..^1].Select(static units => $"[Dense({units}, Activation.Relu)] "));
        return $"[NeuralNetwork({sizes[0]}, Loss = Loss.CrossEntropy)] {hidden}[Dense({sizes[^1]}, Activation.Softmax)] public sealed partial class Net;";
    }

    private static string Measure(int[] sizes)
    {
        CSharpCompilation input = NetworkCompiler.Parse(Source(sizes));
        double generator = Best(() => _ = CSharpGeneratorDriver.Create(new NetworkGenerator()).RunGenerators(input));
        CSharpGeneratorDriver.Create(new NetworkGenerator()).RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        // What a build pays: the same project with the generator, and with the attributes alone.
        double with = Best(() => Build(Source(sizes), generates: true)), without = Best(() => Build(Source(sizes), generates: false));
        int lines = output.SyntaxTrees.Last().GetText().Lines.Count;
        Assembly assembly = Load(output);
        Type kernels = assembly.GetTypes().Single(static type => type.Name.EndsWith("Kernels", StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join('-', sizes),-18}{generator,14:F2}{with - without,10:F1}{lines,7}   {Passes(kernels)}");
    }

    private static string Passes(Type kernels)
    {
        var methods = kernels.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
        var times = methods.ToDictionary(static method => method.Name, CompileTime);
        double Sum(params string[] ends) => times.Where(one => Array.Exists(ends, end => one.Key.EndsWith(end, StringComparison.Ordinal))).Sum(static one => one.Value);
        double forward = Sum("Forward"), rows = Sum("ForwardBatch", "ForwardRows", "Panel"), gradients = Sum("Gradients");
        string[] others = [.. methods.Select(static method => method.Name).Where(static name => name is "Backward")];
        double backward = others.Sum(name => times[name]);
        return string.Create(CultureInfo.InvariantCulture,
            $"Forward {forward:F1}, ForwardBatch {rows:F1}, Train {forward + backward + gradients:F1}, BackwardBatch {rows + Sum("BackwardBatch", "BackwardRows") + gradients:F1}; longest method {times.Values.Max():F1}");
    }

    /// <summary>The JIT's time for one method, by its own clock.</summary>
    private static double CompileTime(MethodInfo method)
    {
        TimeSpan before = JitInfo.GetCompilationTime(currentThread: true);
        RuntimeHelpers.PrepareMethod(method.MethodHandle);
        return (JitInfo.GetCompilationTime(currentThread: true) - before).TotalMilliseconds;
    }

    private static void Build(string source, bool generates)
    {
        Compilation compilation = NetworkCompiler.Parse(source);
        if (generates)
            CSharpGeneratorDriver.Create(new NetworkGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        compilation.Emit(Stream.Null);
    }

    private static Assembly Load(Compilation compilation)
    {
        using var image = new MemoryStream();
        compilation.Emit(image);
        return Assembly.Load(image.ToArray());
    }

    private static double Best(Action work)
    {
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }
}
