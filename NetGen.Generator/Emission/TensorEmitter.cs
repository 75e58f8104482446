using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes what a network says of its layers and tensors: the table, how they are drawn, and the views.</summary>
internal static class TensorEmitter
{
    private const string Ours = "global::NetGen.";

    public static string Table(NetworkPlan plan) => MembersEmitter.Private(plan, "LayerTable");

    /// <summary>The table behind <c>Layers</c>.</summary>
    public static void EmitTable(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line($"private static readonly {Ours}LayerInfo[] {Table(plan)} =");
        writer.Line("[");
        foreach (LayerPlan layer in plan.Layers)
        {
            string members = string.Join(", ", new[]
            {
                $"Name = \"{layer.Name}\"", $"Kind = \"{layer.Kind}\"", $"InputSize = {layer.Inputs}", $"OutputSize = {layer.Outputs}",
                $"Activation = {Ours}Activation.{layer.Activation.Kind}", $"MultiplyAdds = {layer.MultiplyAdds}",
            }.Concat(layer.Activation.Parameter == 0 ? [] : [$"ActivationParameter = {Literal.Of(layer.Activation.Parameter)}"]));
            if (layer.Tensors.Count == 0)
            {
                writer.Line($"    new() {{ {members} }},");
                continue;
            }

            writer.Line($"    new() {{ {members}, Tensors =");
            writer.Line("    [");
            foreach (TensorPlan tensor in layer.Tensors)
                writer.Line($"        new() {{ {string.Join(", ", Describe(tensor))} }},");
            writer.Line("    ] },");
        }

        writer.Line("];");
        writer.Line();
    }

    /// <summary>The method that draws all tensors.</summary>
    public static void EmitDraw(SourceWriter writer, NetworkPlan plan, string name)
    {
        using (writer.Block($"private static void {name}(global::System.Span<float> parameters, int seed)"))
        {
            for (int layer = 0; layer < plan.Layers.Count; layer++)
            {
                for (int tensor = 0; tensor < plan.Layers[layer].Tensors.Count; tensor++)
                {
                    InitializerPlan draw = plan.Layers[layer].Tensors[tensor].Initializer;
                    writer.Line($"global::NetGen.Runtime.TensorInitializer.Draw({Table(plan)}[{layer}], {tensor}, parameters, {Ours}Initializer.{draw.Kind}, {Literal.Of(draw.Scale)}, {draw.FanIn}, {draw.FanOut}, seed);");
                }
            }
        }

        writer.Line();
    }

    /// <summary>A view of every layer with tensors, and those of any block laid out alike. Layers of a kind share a type.</summary>
    public static void EmitViews(SourceWriter writer, NetworkPlan plan)
    {
        string views = MembersEmitter.Private(plan, "ParameterView");
        var layers = Enumerable.Range(0, plan.Layers.Count).Where(i => plan.Layers[i].Tensors.Count > 0 && plan.Layers[i].Name != views).ToList();
        IReadOnlyList<string> types = ViewTypes(plan, views);
        foreach (int i in layers.Where(_ => !plan.Surface.IsStatic))
        {
            LayerPlan layer = plan.Layers[i];
            string members = string.Join(", ", layer.Tensors.Select(static tensor => $"<c>{tensor.Member}</c> {ShapeOf(tensor)}"));
            MembersEmitter.Member(writer, plan, layer.Name, $"{layer.Title}: {members}. Nothing is copied.",
                $"public {views}.{types[i]} {layer.Name} => new({Table(plan)}[{i}], {BlockOf(plan)});");
        }

        string count = MembersEmitter.Constant(plan, "ParameterCount");
        MembersEmitter.Member(writer, plan, "View", "The layers of any block laid out like <c>Parameters</c>, such as gradients.",
            $$"""
            /// <param name="block">As many floats as the network has parameters.</param>
            /// <exception cref="global::System.ArgumentException">The block has another length.</exception>
            public static {{views}} View(global::System.Span<float> block)
            {
                if (block.Length != {{count}}) global::NetGen.Runtime.Throw.Length("block", {{count}}, block.Length);
                return new(block);
            }
            """);

        writer.Line("/// <summary>The layers of a block of parameters or gradients.</summary>");
        using (writer.Block($"public readonly ref struct {views}"))
        {
            writer.Line("private readonly global::System.Span<float> _block;");
            writer.Line($"internal {views}(global::System.Span<float> block) => _block = block;");
            foreach (int i in layers)
            {
                writer.Line($"/// <summary>{plan.Layers[i].Title}.</summary>");
                writer.Line($"public {types[i]} {plan.Layers[i].Name} => new({Table(plan)}[{i}], _block);");
            }

            foreach (int i in layers.GroupBy(i => types[i]).Select(static group => group.First()))
                EmitView(writer, plan.Layers[i], types[i]);
        }

        writer.Line();
    }

    private static void EmitView(SourceWriter writer, LayerPlan layer, string type)
    {
        writer.Line($"/// <summary>The tensors of a layer of kind {layer.Kind}.</summary>");
        using (writer.Block($"public readonly ref struct {type}"))
        {
            writer.Line($"private readonly {Ours}LayerView _layer;");
            writer.Line($"internal {type}({Ours}LayerInfo layer, global::System.Span<float> block) => _layer = new(layer, block);");
            for (int i = 0; i < layer.Tensors.Count; i++)
            {
                writer.Line($"/// <summary>{layer.Tensors[i].Title}.</summary>");
                writer.Line($"public {Ours}TensorView {layer.Tensors[i].Member} => _layer[{i}];");
            }

            writer.Line("/// <summary>The same as a view of a layer of any kind.</summary>");
            writer.Line($"public static implicit operator {Ours}LayerView({type} view) => view._layer;");
        }
    }

    /// <summary>The name of every layer's type of view: the kind's, with a number where layers of that kind have other tensors, and none that a layer has.</summary>
    private static IReadOnlyList<string> ViewTypes(NetworkPlan plan, string views)
    {
        var names = new Dictionary<string, string>();
        return plan.Layers.Select(layer =>
        {
            string key = layer.Kind + ":" + string.Join(",", layer.Tensors.Select(static tensor => tensor.Member));
            if (names.TryGetValue(key, out string? known))
                return known;
            string name = layer.Kind + "View";
            for (int number = 2; name == views || names.ContainsValue(name) || plan.Layers.Any(other => other.Name == name); number++)
                name = $"{layer.Kind}View{number}";
            return names[key] = name;
        }).ToList();
    }

    private static string BlockOf(NetworkPlan plan) => MembersEmitter.Block(plan) + ".Span";

    private static string ShapeOf(TensorPlan tensor) => $"[{string.Join(", ", tensor.Shape)}]";

    private static IEnumerable<string> Describe(TensorPlan tensor)
    {
        yield return $"Name = \"{tensor.Name}\"";
        yield return $"Shape = {ShapeOf(tensor)}";
        if (!tensor.Extents.Equals(tensor.Shape))
            yield return $"Extents = [{string.Join(", ", tensor.Extents)}]";
        if (!tensor.IsRowMajor)
            yield return $"Strides = [{string.Join(", ", tensor.Strides)}]";
        yield return $"Role = {Ours}TensorRole.{tensor.Role}";
        yield return $"Offset = {tensor.Offset}";
        if (!tensor.IsTrained)
            yield return "IsTrained = false";
        if (tensor.Penalties.L1 != 0)
            yield return $"L1 = {Literal.Of(tensor.Penalties.L1)}";
        if (tensor.Penalties.L2 != 0)
            yield return $"L2 = {Literal.Of(tensor.Penalties.L2)}";
        if (tensor.Penalties.MaxNorm != 0)
            yield return $"MaxNorm = {Literal.Of(tensor.Penalties.MaxNorm)}";
    }
}
