using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using NetGen.Benchmarks.Ratios;
using NetGen.Runtime;

namespace NetGen.Benchmarks.Sweep;

/// <summary>One size of a dense layer, as generated code and as the plain loop.</summary>
internal sealed record SweptLayer(int Inputs, int Outputs)
{
    public const int BatchRows = 32;
    private const int LayersPerAssembly = 40;

    /// <summary>Passes over one network, again and again: the call is direct, inside the assembly that holds the network.</summary>
    private delegate void Repeat(INeuralNetwork network, ReadOnlySpan<float> x, Span<float> y, int count);

    private string Name => string.Create(CultureInfo.InvariantCulture, $"Dense{Inputs}x{Outputs}");

    /// <summary>Compiles layers, some at a time, and yields what is to be measured.</summary>
    public static IEnumerable<(SweptLayer Layer, Duel Duel)> Duels(IReadOnlyList<SweptLayer> layers, SweepPass pass)
    {
        foreach (SweptLayer[] chunk in layers.Chunk(LayersPerAssembly))
        {
            string runs = string.Concat(chunk.Select(layer => layer.Run(pass)));
            Assembly assembly = NetworkCompiler.Compile(string.Concat(chunk.Select(layer => layer.Declaration(pass))) + $"public static class Runs\n{{\n{runs}}}\n");
            foreach (SweptLayer layer in chunk)
                yield return (layer, layer.Duel(assembly, pass));
        }
    }

    /// <summary>Reads a size such as <c>15x2</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SweptLayer? layer)
    {
        string[] sizes = text.Split('x');
        layer = sizes.Length == 2 && int.TryParse(sizes[0], out int inputs) && int.TryParse(sizes[1], out int outputs) ? new SweptLayer(inputs, outputs) : null;
        return layer is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Inputs} → {Outputs}");

    private string Declaration(SweepPass pass) => string.Create(
        CultureInfo.InvariantCulture,
        $"[NeuralNetwork({Inputs}{(pass == SweepPass.Train ? ", Loss = Loss.MeanSquaredError" : "")})] [Dense({Outputs})] public sealed partial class {Name};\n");

    private string Run(SweepPass pass)
    {
        string call = pass switch
        {
            SweepPass.Forward => "net.Forward(x, y)",
            SweepPass.Batch => "net.ForwardBatch(x, y)",
            _ => "net.Train(x, y, 1e-6f)",
        };
        return $"[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)] public static void Run{Name}(INeuralNetwork network, ReadOnlySpan<float> x, Span<float> y, int count) {{ var net = ({Name})network; for (int i = 0; i < count; i++) {call}; }}\n";
    }

    private Duel Duel(Assembly assembly, SweepPass pass)
    {
        var network = (INeuralNetwork)Activator.CreateInstance(assembly.GetType(Name)!)!;
        var run = assembly.GetType("Runs")!.GetMethod("Run" + Name)!.CreateDelegate<Repeat>();
        var plain = new PlainDense(Inputs, Outputs);
        int rows = pass == SweepPass.Batch ? BatchRows : 1;
        var x = new ParameterBlock(rows * Inputs);
        var y = new ParameterBlock(rows * Outputs);
        x.Span.Fill(0.5f);
        return new Duel(Name, rows,
            count => run(network, x.Span, y.Span, count),
            [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
            {
                ReadOnlySpan<float> input = x.Span;
                Span<float> output = y.Span;
                for (int i = 0; i < count; i++)
                {
                    if (pass == SweepPass.Forward)
                        plain.Forward(input, output);
                    else if (pass == SweepPass.Batch)
                        plain.ForwardBatch(input, output);
                    else
                        plain.Train(input, output, 1e-6f);
                }
            },
            null) { StartsOptimised = true };
    }
}
