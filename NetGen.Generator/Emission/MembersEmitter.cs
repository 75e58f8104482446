using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes the partial type: constants, constructors, parameters, views. A member named like the type itself cannot exist and is left out.</summary>
internal static class MembersEmitter
{
    private const string Interfaces = "global::NetGen.";

    public static string Escape(string xml) => xml.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public static void Emit(SourceWriter writer, NetworkPlan plan)
    {
        TypeSpec type = plan.Type;
        IReadOnlyList<string> summary = SummaryTable.Of(plan);
        writer.Line("/// <remarks>");
        writer.Line("/// <code>");
        foreach (string line in summary)
            writer.Line("/// " + Escape(line));
        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"NetGen\", \"{typeof(MembersEmitter).Assembly.GetName().Version.ToString(3)}\")]");
        string contract = plan.Loss is null ? "INeuralNetwork" : "ITrainableNetwork";
        using (writer.Block($"partial {type.Keyword} {type.EscapedName}{type.TypeParameters} : {Interfaces}{contract}"))
        {
            EmitConstants(writer, plan);
            EmitConstruction(writer, plan);
            MethodsEmitter.Emit(writer, plan);
            EmitViews(writer, plan);
            ContractEmitter.Emit(writer, plan);
        }
    }

    /// <summary>A name of ours that is not part of the surface: with a suffix where the user has the same.</summary>
    public static string Private(NetworkPlan plan, string name)
    {
        while (name == plan.Type.Name || plan.Type.MemberNames.Contains(name))
            name += "_";
        return name;
    }

    public static string Block(NetworkPlan plan) => Private(plan, "_parameters");

    /// <summary>Writes a member with its documentation, unless the type has its name.</summary>
    public static void Member(SourceWriter writer, NetworkPlan plan, string name, string summary, string declaration)
    {
        if (name == plan.Type.Name)
            return;
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Lines(declaration);
        writer.Line();
    }

    private static void EmitConstants(SourceWriter writer, NetworkPlan plan)
    {
        Size("InputSize", "How many numbers one sample has.");
        Size("OutputSize", "How many numbers one output has.");
        Size("ParameterCount", "How many parameters the network has: its weights and biases.");
        Size("WorkspaceLength", plan.Buffers.TakesWorkspace
            ? "How many floats the buffers of a batch take: the stack is too small for them. Passes that get no workspace rent it."
            : "How many floats of workspace a batch needs: none, as its buffers fit the stack.");
        Size("StateLength", "How many floats of state the network carries from one step to the next: none.");
        Member(writer, plan, "Summary", "The layers with their shapes, parameters and multiply-adds, and the bytes they take, as a table.",
            $"public const string Summary = {SummaryText(plan)};");
        Member(writer, plan, "InputShape", "The shape of one sample.", $"public static global::System.ReadOnlySpan<int> InputShape => {Shape(plan.InputShape)};");
        Member(writer, plan, "OutputShape", "The shape of one output.", $"public static global::System.ReadOnlySpan<int> OutputShape => {Shape(plan.OutputShape)};");

        string table = Private(plan, "LayerTable");
        Member(writer, plan, "Layers", "The layers in order, with their shapes and where their parameters lie.",
            $"public static global::System.ReadOnlySpan<{Interfaces}LayerInfo> Layers => {table};");
        writer.Line($"private static readonly {Interfaces}LayerInfo[] {table} =");
        writer.Line("[");
        foreach (LayerPlan layer in plan.Layers)
        {
            string members = string.Join(", ", new[]
            {
                $"Name = \"{layer.Name}\"", $"Kind = \"{layer.Kind}\"", $"InputSize = {layer.Inputs}", $"OutputSize = {layer.Outputs}",
                $"Activation = {Interfaces}Activation.{layer.Activation}", $"MultiplyAdds = {layer.MultiplyAdds}",
            }.Concat(LayerEmitter.Of(layer).InfoMembers(layer)));
            writer.Line($"    new() {{ {members} }},");
        }

        writer.Line("];");
        writer.Line();

        void Size(string name, string about) => Member(writer, plan, name, about, $"public const int {name} = {Literal.Of(SizeOf(plan, name))};");
    }

    /// <summary>A size as code names it: the constant, or the number where the type has the constant's name.</summary>
    public static string Constant(NetworkPlan plan, string name) => name == plan.Type.Name ? Literal.Of(SizeOf(plan, name)) : name;

    /// <summary>The extents of a shape as a span of constants.</summary>
    public static string Shape(Shape shape) => $"[{string.Join(", ", shape.Extents)}]";

    /// <summary>The table of layers as a literal.</summary>
    public static string SummaryText(NetworkPlan plan) => $"\"{string.Join("\\n", SummaryTable.Of(plan))}\"";

    private static long SizeOf(NetworkPlan plan, string name) => name switch
    {
        "InputSize" => plan.InputSize,
        "OutputSize" => plan.OutputSize,
        "ParameterCount" => plan.ParameterCount,
        "WorkspaceLength" => plan.Buffers.WorkspaceLength,
        _ => 0,
    };

    private static void EmitConstruction(SourceWriter writer, NetworkPlan plan)
    {
        TypeSpec type = plan.Type;
        string block = Block(plan), create = Private(plan, "CreateParameters"), draw = Private(plan, "Draw");
        writer.Line($"private readonly global::NetGen.Runtime.ParameterBlock {block} = {(type.HasAnyConstructor ? create + "(0)" : $"new({Constant(plan, "ParameterCount")})")};");
        writer.Line();
        if (!type.HasPrimaryConstructor)
        {
            if (!type.HasParameterlessConstructor)
            {
                writer.Line("/// <summary>Makes a network with parameters drawn from seed 0.</summary>");
                writer.Line($"public {type.EscapedName}()" + (type.HasAnyConstructor ? " { }" : " : this(0) { }"));
                writer.Line();
            }

            if (!type.HasSeedConstructor)
            {
                writer.Line("/// <summary>Makes a network with parameters drawn from a seed; the same seed gives the same bits.</summary>");
                writer.Line($"public {type.EscapedName}(int seed) => {draw}({block}.Span, seed);");
                writer.Line();
            }
        }

        Member(writer, plan, "Parameters", "All parameters as one block: all weights first, then all biases. How a layer's weights lie is the generator's choice: views speak of [output, input].",
            $"public global::System.Span<float> Parameters => {block}.Span;");
        Member(writer, plan, "Initialize", "Draws all parameters anew; the same seed gives the same bits.", $"public void Initialize(int seed) => {draw}({block}.Span, seed);");

        if (type.HasAnyConstructor)
        {
            // Whatever constructor the user wrote, the network it makes has drawn parameters.
            using (writer.Block($"private static global::NetGen.Runtime.ParameterBlock {create}(int seed)"))
            {
                writer.Line($"global::NetGen.Runtime.ParameterBlock block = new({Constant(plan, "ParameterCount")});");
                writer.Line($"{draw}(block.Span, seed);");
                writer.Line("return block;");
            }

            writer.Line();
        }

        using (writer.Block($"private static void {draw}(global::System.Span<float> parameters, int seed)"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                string view = $"new global::NetGen.DenseView({Private(plan, "LayerTable")}[{layer.Number - 1}], parameters)";
                if (LayerEmitter.Of(layer).Initialization(layer, view) is { } statement)
                    writer.Line(statement);
            }
        }

        writer.Line();
    }

    private static void EmitViews(SourceWriter writer, NetworkPlan plan)
    {
        string view = Private(plan, "ParameterView"), table = Private(plan, "LayerTable");
        var viewed = plan.Layers.Where(static layer => layer.ParameterCount > 0).ToList();
        foreach (LayerPlan layer in viewed)
        {
            Member(writer, plan, layer.Name, $"{PassEmitter.Title(layer)}: its weights [output, input] and biases. Nothing is copied.",
                $"public {Interfaces}DenseView {layer.Name} => new({table}[{layer.Number - 1}], {Block(plan)}.Span);");
        }

        string count = Constant(plan, "ParameterCount");
        Member(writer, plan, "View", "The layers of any block laid out like <c>Parameters</c>, such as gradients.",
            $$"""
            /// <param name="block">As many floats as the network has parameters.</param>
            /// <exception cref="global::System.ArgumentException">The block has another length.</exception>
            public static {{view}} View(global::System.Span<float> block)
            {
                if (block.Length != {{count}}) global::NetGen.Runtime.Throw.Length("block", {{count}}, block.Length);
                return new(block);
            }
            """);

        writer.Line("/// <summary>The layers of a block of parameters or gradients.</summary>");
        using (writer.Block($"public readonly ref struct {view}"))
        {
            writer.Line("private readonly global::System.Span<float> _block;");
            writer.Line($"internal {view}(global::System.Span<float> block) => _block = block;");
            foreach (LayerPlan layer in viewed)
            {
                if (layer.Name == view)
                    continue;
                writer.Line($"/// <summary>{PassEmitter.Title(layer)}.</summary>");
                writer.Line($"public {Interfaces}DenseView {layer.Name} => new({table}[{layer.Number - 1}], _block);");
            }
        }

        writer.Line();
    }
}
