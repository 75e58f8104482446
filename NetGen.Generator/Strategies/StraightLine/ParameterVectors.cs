using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies.StraightLine;

/// <summary>
/// A small network's parameters as vectors of four, <c>p0</c>, <c>p4</c> and so on, and the last ones as single floats. Memory is read and
/// written in these pieces only: a read that overlaps two recent writes waits until both have left the processor's store queue.
/// </summary>
internal sealed class ParameterVectors(StraightNetwork plan)
{
    private readonly int _whole = plan.ParameterCount / 4 * 4;

    /// <summary>Where the vectors start.</summary>
    public IEnumerable<int> Vectors => Enumerable.Range(0, _whole / 4).Select(static vector => 4 * vector);

    /// <summary>The parameters after the last vector.</summary>
    public IEnumerable<int> Singles => Enumerable.Range(_whole, plan.ParameterCount - _whole);

    /// <summary>Where a layer's vector of parameters starts: an input's weights, or the biases for input −1.</summary>
    public static int Offset(StraightLayer layer, int input, int vector) =>
        (input < 0 ? layer.BiasOffset : layer.WeightOffset + input * layer.Outputs) + 4 * vector;

    public void EmitLoads(SourceWriter writer)
    {
        Wrap.List(writer, "", Vectors.Select(static at => $"var p{at} = Vector128.LoadUnsafe(ref p{(at == 0 ? "" : $", {at}")});"), "", "");
        if (Singles.Any())
            Wrap.List(writer, "float ", Singles.Select(static at => $"p{at} = {MatrixText.Element("p", at.ToString())}"), ";");
    }

    /// <summary>One parameter.</summary>
    public string Element(int index) => index < _whole ? $"p{index / 4 * 4}.GetElement({index % 4})" : $"p{index}";

    /// <summary>A vector of up to four parameters from anywhere, with zeros behind them.</summary>
    public string CleanWindow(int start, int count)
    {
        string window = Window(start, count);
        return count == 4 || window.StartsWith("Vector128.Create(", StringComparison.Ordinal) ? window : $"Lanes.KeepFirst({window}, {count})";
    }

    /// <summary>A vector of up to four parameters from anywhere; lanes past <paramref name="count"/> hold anything.</summary>
    public string Window(int start, int count)
    {
        int first = start / 4 * 4, lane = start % 4;
        bool fits = lane + count <= 4;
        if (first >= _whole || (!fits && first + 4 >= _whole))
            return $"Vector128.Create({string.Join(", ", Enumerable.Range(start, 4).Select(index => index < start + count ? Element(index) : "0"))})";
        return lane == 0 ? $"p{first}" : $"Lanes.Window(p{first}, p{(fits ? first : first + 4)}, {lane})";
    }
}
