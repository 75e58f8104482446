using System.Globalization;
using BenchmarkDotNet.Running;
using NetGen.Benchmarks;
using NetGen.Benchmarks.Ratios;

// `ratios [seconds a row] [filter] [--csv]` prints ratios to C from one process, `threads` one epoch on two threads against one,
// `xor-convergence` the share of seeds that learn XOR; everything else goes to BenchmarkDotNet.
if (args is ["ratios", .. var rest])
{
    string[] words = [.. rest.Where(static word => word != "--csv")];
    double seconds = words.Length > 0 ? double.Parse(words[0], CultureInfo.InvariantCulture) : 2;
    return RatioTable.Print(seconds, words.Length > 1 ? words[1] : "", csv: words.Length < rest.Length);
}

if (args is ["threads", ..])
    return ThreadRatio.Print(rounds: 5);
if (args is ["xor-convergence"])
    return XorConvergence.Print();

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
