using System.Globalization;
using NetGen.Benchmarks.Ratios;

// [seconds a row] [filter] [--csv], as the benchmarks' `ratios`.
string[] words = [.. args.Where(static word => word != "--csv")];
double seconds = words.Length > 0 ? double.Parse(words[0], CultureInfo.InvariantCulture) : 1;
return RatioTable.Print(seconds, words.Length > 1 ? words[1] : "", csv: words.Length < args.Length);
