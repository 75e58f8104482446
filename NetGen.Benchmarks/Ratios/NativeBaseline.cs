using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Ratios;

/// <summary>The C baseline, compiled for this machine when the benchmarks start.</summary>
internal sealed unsafe class NativeBaseline
{
    private readonly nint _library;

    private NativeBaseline(nint library)
    {
        _library = library;
        ((delegate* unmanaged<void>)NativeLibrary.GetExport(library, "setup"))();
    }

    /// <summary>Compiles and loads the baseline; null, with the reason, where there is no compiler.</summary>
    public static NativeBaseline? TryLoad(out string reason)
    {
        string source = Path.Combine(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!, "Native", "baseline.c");
        string library = Path.Combine(Path.GetTempPath(), $"netgen-baseline-{Environment.ProcessId}.so");
        string width = Environment.GetEnvironmentVariable("NETGEN_C_FLAGS") ?? "-march=native -mprefer-vector-width=512";
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo(
                "gcc", $"-O3 {width} -ffast-math -std=gnu11 -shared -fPIC \"{source}\" -o \"{library}\" -lm") { RedirectStandardError = true })!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            reason = errors;
            return compiler.ExitCode == 0 ? new NativeBaseline(NativeLibrary.Load(library)) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            reason = "there is no gcc on this machine";
            return null;
        }
    }

    public delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, void> Pass(string name) =>
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, void>)NativeLibrary.GetExport(_library, name);

    public delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, int*, float> Training(string name) =>
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, int*, float>)NativeLibrary.GetExport(_library, name);

    public delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float, float> Step(string name) =>
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float, float>)NativeLibrary.GetExport(_library, name);
}
