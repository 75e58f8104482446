using System.Globalization;
using BenchmarkDotNet.Running;
using NetGen.Benchmarks.Ratios;

// `ratios [seconds a row] [filter]` prints ratios to C from one process; everything else goes to BenchmarkDotNet.
if (args is ["ratios", ..])
{
    double seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 2;
    return RatioTable.Print(seconds, args.Length > 2 ? args[2] : "");
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
