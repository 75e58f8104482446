using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Helpers;
using NetGen.Generator.Layers;
using NetGen.Generator.Lowering.Fusions;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Graph → plan: tensors, values, steps and places are decided here.</summary>
internal static class NetworkLowering
{
    /// <summary>Lowers a graph that parsing has found free of errors; cannot fail.</summary>
    public static NetworkPlan Lower(NetworkGraph graph)
    {
        LossPlan? loss = LossLowering.Lower(graph);
        var values = new ValueTable();
        List<LayerPlan> layers = LowerLayers(graph, values);
        List<PassDraft> drafts = PassLowering.Lower(new NetworkDraft(graph, layers, values, loss));
        Fuse(drafts, layers, values, loss);

        var passes = drafts.ConvertAll(draft => Place(draft, values));
        return Strategies.Strategies.Apply(new NetworkPlan(
            graph.Type, graph.Input, graph.Output.Shape,
            layers.Sum(static layer => layer.ParameterCount),
            layers.Sum(static layer => layer.Tensors.Sum(static tensor => tensor.IsParameter ? 0 : tensor.Length)),
            loss,
            BufferLowering.Lower(graph, layers, Longest(passes, isInference: true) ?? default, Longest(passes, isInference: false)),
            graph.InputGradients,
            graph.Layers.Any(static layer => layer.Spec.IsRandom),
            passes.All(PlanValidator.StepsInPlace),
            graph.Surface,
            values.ToArray(),
            new EquatableArray<LayerPlan>(layers.Select(layer => WithCalls(layer, passes))),
            new EquatableArray<PassPlan>(passes)) { Definition = DefinitionText.Of(graph), Onnx = graph.Input.IsSequence ? "" : OnnxText.Of(layers), Weights = graph.Weights });
    }

    /// <summary>The layers with their tensors, before any pass is looked at.</summary>
    public static IReadOnlyList<LayerPlan> LayersOf(NetworkGraph graph) => LowerLayers(graph, new ValueTable());

    private static List<LayerPlan> LowerLayers(NetworkGraph graph, ValueTable values)
    {
        bool isTransposed = graph.TurnsInput;
        ValuePlan input = values.Get(NetworkDraft.InputName, graph.Input, graph.Input.Size, ValueKind.Input);
        if (isTransposed)
            input = values.Get("h0", graph.Input, graph.Input.Size);

        var outputs = new List<ValuePlan>();
        var layers = new List<LayerPlan>();
        foreach (LayerNode node in graph.Layers)
        {
            int number = layers.Count + 1;
            var inputs = node.Inputs.Select(index => index < 0 ? input : outputs[index]).ToList();
            int stride = node.Spec.KeepsStride ? inputs[0].RowStride : StrideRule.Of(node.Shape, number == graph.Layers.Count);
            outputs.Add(values.Get("h" + number, node.Shape, stride));
            LayerPlan layer = LayerKinds.Of(node.Spec).Lower(node.Spec, new LoweringContext(
                number, node.Inputs, new EquatableArray<Shape>(inputs.Select(static value => value.Shape)), new EquatableArray<int>(inputs.Select(static value => value.RowStride)),
                node.Shape, stride, graph.StackBudget, graph.Layers.Count == 1));
            layers.Add(node.Spec.ReadsSequences ? layer : layer with { MultiplyAdds = layer.MultiplyAdds * node.Shape.Times });
        }

        var tensors = TensorAllocator.Place(layers.ConvertAll(static layer => (IReadOnlyList<TensorPlan>)layer.Tensors));
        return layers.Select((layer, index) => layer with { Tensors = tensors[index] }).ToList();
    }

    /// <summary>The rewrites, in this order.</summary>
    private static void Fuse(List<PassDraft> passes, List<LayerPlan> layers, ValueTable values, LossPlan? loss)
    {
        foreach (PassDraft pass in passes.Where(pass => loss is { IsFused: true }))
            LossWithActivation.Apply(pass.Steps, values);

        var steps = passes.ConvertAll(static pass => pass.Steps);
        for (int i = 0; i < layers.Count; i++)
        {
            var kernels = layers[i].Kernels.Select(kernel => ActivationIntoStore.Apply(kernel, steps));
            layers[i] = layers[i] with { Kernels = new EquatableArray<KernelPlan>(kernels) };
        }

        foreach (PassDraft pass in passes.Where(static pass => pass.Kind == PassKind.Inference))
            HeadIntoOutput.Apply(pass.Steps, values, pass.IsSingle);
    }

    /// <summary>Gives values their places; copies between values of one place are done already.</summary>
    private static PassPlan Place(PassDraft draft, ValueTable values)
    {
        var (places, length) = BufferAllocator.Allocate(draft.Steps, values);
        var placeOf = places.ToDictionary(static placed => placed.Value, static placed => placed.Place);
        var pass = new PassPlan(draft.Kind, draft.Name, draft.IsSingle, draft.Exposed, new EquatableArray<Step>(draft.Steps), places, length);
        System.Diagnostics.Debug.Assert(PlanValidator.FindFault(pass, values.ToArray()) is null, PlanValidator.FindFault(pass, values.ToArray()));
        return pass with
        {
            Steps = new EquatableArray<Step>(draft.Steps.Where(step =>
                !(step is CopyStep copy && placeOf.TryGetValue(copy.From, out Place from) && placeOf.TryGetValue(copy.To, out Place to) && from == to))),
        };
    }

    private static Place? Longest(List<PassPlan> passes, bool isInference)
    {
        var lengths = passes.Where(pass => pass.Kind == PassKind.Inference == isInference).Select(static pass => pass.Length).ToList();
        return lengths.Count == 0 ? null : new Place(lengths.Max(static length => length.PerRow), lengths.Max(static length => length.Fixed));
    }

    /// <summary>Tells each kernel which of its methods passes call.</summary>
    private static LayerPlan WithCalls(LayerPlan layer, List<PassPlan> passes)
    {
        var calls = passes.SelectMany(static pass => pass.Steps).OfType<CallStep>().ToList();
        return layer with
        {
            Kernels = new EquatableArray<KernelPlan>(layer.Kernels.Select(kernel => kernel with
            {
                Called = new EquatableArray<string>(calls.Where(call => call.Kernel == kernel.Name).Select(static call => call.Method).Distinct()),
            })),
        };
    }
}
