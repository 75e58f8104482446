using System.Globalization;
using BenchmarkDotNet.Running;
using NetGen.Benchmarks;
using NetGen.Benchmarks.Ratios;

// `ratios [seconds a row] [filter]` prints ratios to C from one process, `threads` one epoch on two threads against one,
// `xor-convergence` the share of seeds that learn XOR; everything else goes to BenchmarkDotNet.
if (args is ["ratios", ..])
{
    double seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 2;
    return RatioTable.Print(seconds, args.Length > 2 ? args[2] : "");
}

if (args is ["threads", ..])
    return ThreadRatio.Print(rounds: 5);
if (args is ["xor-convergence"])
    return XorConvergence.Print();

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
