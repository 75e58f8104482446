using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>Kernels of a layer with under 16 inputs and 8 outputs, weights [inputs, outputs]: one or two 128-bit vectors of outputs, no loop over inputs.</summary>
internal static class TinyDense
{
    public static void EmitForward(SourceWriter writer, DensePlan layer)
    {
        if (layer.IsInRegisters)
            TinyRegister.EmitOutputs(writer, layer);
        else
            EmitSingle(writer, layer);
        writer.Line();
        using (writer.Method($"private static void {layer.KernelName}ForwardRows(ref float p, ref float x, ref float y, nuint rows)"))
        {
            using (writer.Indent("for (nuint r = 0; r < rows; r++)"))
                writer.Line($"{layer.KernelName}Forward(ref p, ref {DenseText.Element("x", DenseText.Times("r", layer.InputStride))}, ref Unsafe.Add(ref y, r * {layer.Stride}));");
        }
    }

    private static void EmitSingle(SourceWriter writer, DensePlan layer)
    {
        using (writer.Method($"private static void {layer.KernelName}Forward(ref float p, ref float x, ref float y)", KernelMethod.Inlined))
        {
            if (layer.Outputs == 1)
                EmitSingleOutput(writer, layer);
            else
                EmitVectors(writer, layer);
        }
    }

    private static string Parameter(string offset, int index) => $"Unsafe.Add(ref p, {DenseText.Plus(offset, index)})";

    private static void EmitSingleOutput(SourceWriter writer, DensePlan layer)
    {
        writer.Line($"float sum = {(layer.Spec.UseBias ? $"Unsafe.Add(ref p, {layer.KernelName}Biases)" : "0")};");
        for (int i = 0; i < layer.Inputs; i++)
            writer.Line($"sum += {DenseText.Element("x", i.ToString())} * {Parameter(layer.KernelName + "Weights", i)};");
        writer.Line($"y = {DenseEmitter.Activate(layer, "sum")};");
    }

    private static void EmitVectors(SourceWriter writer, DensePlan layer)
    {
        int vectors = (layer.Outputs + 3) / 4;
        for (int v = 0; v < vectors; v++)
        {
            string start = layer.Spec.UseBias
                ? $"Vector128.LoadUnsafe(ref p, {DenseText.Plus(layer.KernelName + "Biases", 4 * v)})"
                : "default(Vector128<float>)";
            writer.Line($"var s{v} = {start};");
        }

        for (int i = 0; i < layer.Inputs; i++)
        {
            writer.Line($"var x{i} = Vector128.Create({DenseText.Element("x", i.ToString())});");
            for (int v = 0; v < vectors; v++)
            {
                string weights = $"Vector128.LoadUnsafe(ref p, {DenseText.Plus(layer.KernelName + "Weights", i * layer.Outputs + 4 * v)})";
                writer.Line($"s{v} = Vector128.MultiplyAddEstimate(x{i}, {weights}, s{v});");
            }
        }

        for (int v = 0; v < vectors; v++)
            writer.Line(DenseText.Store(DenseEmitter.Activate(layer, $"s{v}"), "y", (4 * v).ToString()));
    }

    public static void EmitBackward(SourceWriter writer, DensePlan layer, bool withInputGradients)
    {
        if (layer.IsTrained)
        {
            using (writer.Method($"private static void {layer.KernelName}Gradients(ref float g, ref float x, ref float d, nuint rows, bool overwrites)"))
                EmitGradients(writer, layer);
            if (layer.IsInRegisters || HasSingleGradient(layer))
                writer.Line();
            if (layer.IsInRegisters)
                TinyRegister.EmitGradient(writer, layer);
            else if (HasSingleGradient(layer))
                EmitSingleGradient(writer, layer);
        }

        if (!withInputGradients)
            return;
        if (layer.IsTrained)
            writer.Line();
        if (HasSingleGradient(layer))
        {
            EmitSingleInputGradient(writer, layer);
            writer.Line();
        }

        using (writer.Method($"private static void {layer.KernelName}InputGradients(ref float p, ref float d, ref float dx, nuint rows)"))
        {
            writer.Line($"ref float w = ref Unsafe.Add(ref p, {layer.KernelName}Weights);");
            using (writer.Block("for (nuint r = 0; r < rows; r++)"))
            {
                writer.Line($"ref float dr = ref Unsafe.Add(ref d, r * {layer.Stride});");
                writer.Line($"ref float dxr = ref Unsafe.Add(ref dx, r * {layer.InputStride});");
                for (int o = 0; o < layer.Outputs; o++)
                    writer.Line($"float d{o} = {DenseText.Element("dr", o.ToString())};");
                for (int i = 0; i < layer.Inputs; i++)
                {
                    var terms = Enumerable.Range(0, layer.Outputs).Select(o => $"d{o} * {DenseText.Element("w", (i * layer.Outputs + o).ToString())}");
                    writer.Line($"{DenseText.Element("dxr", i.ToString())} = {string.Join(" + ", terms)};");
                }
            }
        }
    }

    /// <summary>Whether one row's gradients are worth straight-line code of their own.</summary>
    public static bool HasSingleGradient(DensePlan layer) => layer.Shape == DenseKernel.Tiny && layer.Inputs * layer.Outputs <= 32;

    private static void EmitSingleGradient(SourceWriter writer, DensePlan layer)
    {
        using (writer.Method($"private static void {layer.KernelName}Gradient(ref float g, ref float x, ref float d)", KernelMethod.Inlined))
        {
            Wrap.List(writer, "float ", Enumerable.Range(0, layer.Outputs).Select(o => $"d{o} = {DenseText.Element("d", o.ToString())}"), ";");
            for (int i = 0; i < layer.Inputs && layer.Spec.TrainWeights; i++)
            {
                writer.Line($"float x{i} = {DenseText.Element("x", i.ToString())};");
                Wrap.List(writer, "", Enumerable.Range(0, layer.Outputs).Select(o =>
                    $"Unsafe.Add(ref g, {DenseText.Plus(layer.KernelName + "Weights", i * layer.Outputs + o)}) += x{i} * d{o};"), "", "");
            }

            if (layer.TrainsBiases)
            {
                Wrap.List(writer, "", Enumerable.Range(0, layer.Outputs).Select(o =>
                    $"Unsafe.Add(ref g, {DenseText.Plus(layer.KernelName + "Biases", o)}) += d{o};"), "", "");
            }
        }
    }

    /// <summary>Whole vectors are stored, since the derivative reads them as such: several small stores would keep it waiting.</summary>
    private static void EmitSingleInputGradient(SourceWriter writer, DensePlan layer)
    {
        using (writer.Method($"private static void {layer.KernelName}InputGradient(ref float p, ref float d, ref float dx)", KernelMethod.Inlined))
        {
            Wrap.List(writer, "float ", Enumerable.Range(0, layer.Outputs).Select(o => $"d{o} = {DenseText.Element("d", o.ToString())}"), ";");
            for (int first = 0; first < layer.Inputs; first += 4)
            {
                string sum = layer.Outputs == 1
                    ? $"Vector128.LoadUnsafe(ref p, {DenseText.Plus(layer.KernelName + "Weights", first)}) * d0"
                    : $"Vector128.Create({string.Join(", ", Enumerable.Range(first, 4).Select(i => i < layer.Inputs ? Dot(layer, i) : "0"))})";
                writer.Line(DenseText.Store(sum, "dx", first.ToString()));
            }
        }
    }

    private static string Dot(DensePlan layer, int input) => string.Join(" + ", Enumerable.Range(0, layer.Outputs).Select(o =>
        $"d{o} * {Parameter(layer.KernelName + "Weights", input * layer.Outputs + o)}"));

    private static void EmitGradients(SourceWriter writer, DensePlan layer)
    {
        int vectors = (layer.Outputs + 3) / 4;

        void Add(string offset)
        {
            for (int o = 0; o < layer.Outputs; o++)
                writer.Line($"Lanes.Put(s{o / 4}.GetElement({o % 4}), ref Unsafe.Add(ref g, {DenseText.Plus(offset, o)}), overwrites);");
        }

        void Sum(string[] terms)
        {
            for (int v = 0; v < vectors; v++)
                writer.Line($"var s{v} = default(Vector128<float>);");
            using (writer.Block("for (nuint r = 0; r < rows; r++)"))
            {
                for (int v = 0; v < vectors; v++)
                    writer.Line($"s{v} += {terms[v]};");
            }
        }

        string[] deltas = Enumerable.Range(0, vectors)
            .Select(v => $"Vector128.LoadUnsafe(ref d, {DenseText.Plus($"r * {layer.Stride}", 4 * v)})").ToArray();
        if (layer.Spec.TrainWeights)
        {
            using (writer.Block($"for (nuint i = 0; i < {layer.Inputs}; i++)"))
            {
                string input = $"Unsafe.Add(ref x, {DenseText.Times("r", layer.InputStride)} + i)";
                Sum(deltas.Select(delta => $"{delta} * {input}").ToArray());
                Add($"{layer.KernelName}Weights + {DenseText.Times("i", layer.Outputs)}");
            }
        }

        if (layer.TrainsBiases)
            writer.Line(DenseText.BiasGradients(layer));
    }
}
