using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace NetGen.Benchmarks.Ratios;

/// <summary>The C baseline, compiled for this machine when the benchmarks start.</summary>
internal sealed unsafe class NativeBaseline
{
    private readonly nint _library;

    private NativeBaseline(string compiler, nint library)
    {
        (Compiler, _library) = (compiler, library);
        ((delegate* unmanaged<void>)Export("setup"))();
    }

    /// <summary>The compilers that are tried.</summary>
    public static ReadOnlySpan<string> Compilers => new[] { "gcc", "clang" };

    /// <summary>The compiler that this one was built with.</summary>
    public string Compiler { get; }

    /// <summary>What the compiler is told: the widest instructions that NetGen itself is compiled to in this process.</summary>
    public static string Flags { get; } = Environment.GetEnvironmentVariable("NETGEN_C_FLAGS") ?? (Vector512.IsHardwareAccelerated
        ? "-march=native -mprefer-vector-width=512"
        : Vector<float>.Count == 8 ? "-march=x86-64-v3 -mtune=native"
        : RuntimeFeature.IsDynamicCodeSupported && Avx.IsSupported ? "-march=x86-64-v2 -mavx -mtune=native -mprefer-vector-width=128"
        : "-march=x86-64-v2 -mtune=native");

    /// <summary>The baseline built by each compiler there is, and what to say of the others.</summary>
    public static List<NativeBaseline> LoadAll(out string missing)
    {
        var (built, reasons) = (new List<NativeBaseline>(), new List<string>());
        foreach (string compiler in Compilers)
        {
            if (TryLoad(compiler, out string reason) is { } baseline)
                built.Add(baseline);
            else
                reasons.Add(reason);
        }

        missing = string.Join("; ", reasons);
        return built;
    }

    /// <summary>Compiles and loads the baseline with the first compiler that can; null, with the reasons, where none can.</summary>
    public static NativeBaseline? TryLoad(out string reason)
    {
        reason = "";
        foreach (string compiler in Compilers)
        {
            if (TryLoad(compiler, out string problem) is { } baseline)
                return baseline;
            reason += $"{problem}; ";
        }

        return null;
    }

    private static NativeBaseline? TryLoad(string compiler, out string reason)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Native", "baseline.c");
        // A name of its own each time: a loader that knows the name returns the library it has.
        string library = Path.Combine(Path.GetTempPath(), $"netgen-baseline-{Guid.NewGuid():N}.so");
        try
        {
            using var process = Process.Start(new ProcessStartInfo(
                compiler, $"-O3 {Flags} -ffast-math -std=gnu11 -shared -fPIC \"{source}\" -o \"{library}\" -lm") { RedirectStandardError = true })!;
            reason = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                reason = $"{compiler} fails: {reason}";
                return null;
            }

            var baseline = new NativeBaseline(compiler, NativeLibrary.Load(library));
            File.Delete(library);
            return baseline;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            reason = $"there is no {compiler} on this machine";
            return null;
        }
    }

    public delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, void> Pass(string name) =>
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, void>)Export(name);

    public delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, int*, float> Training(string name) =>
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, int*, float>)Export(name);

    public delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float, float> Step(string name) =>
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float, float>)Export(name);

    public delegate* unmanaged[Cdecl]<float*, float*, int, float> Iterations(string name) =>
        (delegate* unmanaged[Cdecl]<float*, float*, int, float>)Export(name);

    public delegate* unmanaged[Cdecl]<int, float> Rounds(string name) => (delegate* unmanaged[Cdecl]<int, float>)Export(name);

    /// <summary>Gives the C network the parameters of a network of ours.</summary>
    public void Load(INeuralNetwork network, string name)
    {
        var load = (delegate* unmanaged[Cdecl]<byte*, int, float*, float*, void>)Export("load_layer");
        for (int i = 0; i < network.Layers.Length; i++)
        {
            LayerInfo layer = network.Layers[i];
            var (weights, biases) = Parameters(network, layer);
            fixed (byte* text = Encoding.ASCII.GetBytes(name + "\0"))
            fixed (float* w = weights, b = biases)
                load(text, i + 1, w, b);
        }
    }

    /// <summary>The largest difference between the C network's parameters and ours.</summary>
    public float DifferenceFrom(INeuralNetwork network, string name)
    {
        var store = (delegate* unmanaged[Cdecl]<byte*, int, float*, float*, void>)Export("store_layer");
        float largest = 0;
        for (int i = 0; i < network.Layers.Length; i++)
        {
            LayerInfo layer = network.Layers[i];
            var (weights, biases) = Parameters(network, layer);
            float[] otherWeights = new float[weights.Length], otherBiases = new float[biases.Length];
            fixed (byte* text = Encoding.ASCII.GetBytes(name + "\0"))
            fixed (float* w = otherWeights, b = otherBiases)
                store(text, i + 1, w, b);
            largest = MathF.Max(largest, MathF.Max(DuelData.Difference(weights, otherWeights), DuelData.Difference(biases, otherBiases)));
        }

        return largest;
    }

    private static (float[] Weights, float[] Biases) Parameters(INeuralNetwork network, LayerInfo layer)
    {
        var view = new LayerView(layer, network.Parameters);
        return (view["weight"].ToArray(), view["bias"].ToArray());
    }

    private nint Export(string name) => NativeLibrary.GetExport(_library, name);
}
