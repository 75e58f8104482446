using System.Globalization;
using BenchmarkDotNet.Running;
using NetGen.Benchmarks;
using NetGen.Benchmarks.Compare;
using NetGen.Benchmarks.Files;
using NetGen.Benchmarks.FirstCall;
using NetGen.Benchmarks.Ratios;
using NetGen.Benchmarks.Sweep;

// `ratios [seconds a row] [filter] [--csv]` prints ratios to C from one process, `compare <folder> [seconds a row] [filter]`
// this checkout beside another one, `first-call [filter]` how fast first calls are, `threads` one epoch on two threads against one,
// `sweep` every size against a plain loop, `scale` large networks against the machine's peak, `compile-costs` the generator's, C#'s and the
// JIT's time, `xor-convergence` the share of seeds that learn XOR, `files` how fast weights are saved and loaded; everything else goes to BenchmarkDotNet.
if (args is ["ratios", .. var rest])
{
    string[] words = [.. rest.Where(static word => word != "--csv")];
    double seconds = words.Length > 0 ? double.Parse(words[0], CultureInfo.InvariantCulture) : 2;
    return RatioTable.Print(seconds, words.Length > 1 ? words[1] : "", csv: words.Length < rest.Length);
}

if (args is ["first-call", "--probe", var work])
    return FirstCallProbe.Print(work);
if (args is ["first-call", ..])
    return FirstCallTable.Print(args.Length > 1 ? args[1] : "");
if (args is ["compare", var other, .. var how])
    return CompareTable.Print(other, how.Length > 0 ? double.Parse(how[0], CultureInfo.InvariantCulture) : 1, how.Length > 1 ? how[1] : "");
if (args is ["threads", ..])
    return ThreadRatio.Print(rounds: 10);
if (args is ["sweep", ..])
    return SizeSweep.Print(args.AsSpan(1));
if (args is ["compile-costs"])
    return CompileCosts.Print();
if (args is ["scale", ..])
    return ScaleTable.Print(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 0.5, args.Length > 2 ? args[2] : "");
if (args is ["xor-convergence"])
    return XorConvergence.Print();

if (args is ["files"])
    return FileTable.Print(rounds: 20);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
