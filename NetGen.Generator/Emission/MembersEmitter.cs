using System.Collections.Generic;
using System.Linq;
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
        bool isStatic = plan.Surface.IsStatic;
        using (writer.Block($"partial {type.Keyword} {type.EscapedName}{type.TypeParameters}{(isStatic ? "" : $" : {Interfaces}{contract}")}"))
        {
            EmitConstants(writer, plan);
            WeightsEmitter.Emit(writer, plan);
            if (!isStatic)
                EmitConstruction(writer, plan);
            MethodsEmitter.Emit(writer, plan);
            TensorEmitter.EmitViews(writer, plan);
            if (!isStatic)
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
        Size("ParameterCount", "How many parameters the network has.");
        Size("WorkspaceLength", plan.Buffers.TakesWorkspace
            ? "How many floats the buffers of a batch take: the stack is too small for them. Passes that get no workspace rent it."
            : "How many floats of workspace a batch needs: none, as its buffers fit the stack.");
        Size("StateLength", "How many floats of state the network carries from one step to the next: none.");
        Member(writer, plan, "Summary", "The layers with their shapes, parameters and multiply-adds, and the bytes they take, as a table.",
            $"public const string Summary = {SummaryText(plan)};");
        Member(writer, plan, "InputShape", "The shape of one sample.", $"public static global::System.ReadOnlySpan<int> InputShape => {ShapeOf(plan.Input)};");
        Member(writer, plan, "OutputShape", "The shape of one output.", $"public static global::System.ReadOnlySpan<int> OutputShape => {ShapeOf(plan.Output)};");

        string table = TensorEmitter.Table(plan);
        Member(writer, plan, "Layers", "The layers in order, with their shapes and tensors.",
            $"public static global::System.ReadOnlySpan<{Interfaces}LayerInfo> Layers => {table};");
        TensorEmitter.EmitTable(writer, plan);

        void Size(string name, string about) => Member(writer, plan, name, about, $"public const int {name} = {Literal.Of(SizeOf(plan, name))};");
    }

    /// <summary>A size as code names it: the constant, or the number where the type has the constant's name.</summary>
    public static string Constant(NetworkPlan plan, string name) => name == plan.Type.Name ? Literal.Of(SizeOf(plan, name)) : name;

    /// <summary>The extents of a shape as a span of constants.</summary>
    public static string ShapeOf(Shape shape) => $"[{string.Join(", ", shape.UserExtents)}]";

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
        writer.Line($"private {(type.IsRecord ? "readonly " : "")}global::NetGen.Runtime.ParameterBlock {block} = {Made()};");
        writer.Line();
        if (!type.HasPrimaryConstructor)
        {
            if (!type.HasParameterlessConstructor)
            {
                writer.Line($"/// <summary>Makes a network with {(plan.Weights is { } weights ? $"the weights of {Escape(weights.File)}" : "parameters drawn from seed 0")}.</summary>");
                writer.Line($"public {type.EscapedName}()" + (type.HasAnyConstructor ? " { }" : plan.Weights is null ? " : this(0) { }" : " { }"));
                writer.Line();
            }

            if (!type.HasSeedConstructor)
            {
                writer.Line("/// <summary>Makes a network with parameters drawn from a seed; the same seed gives the same bits.</summary>");
                writer.Line($"public {type.EscapedName}(int seed) => {draw}({block}.Span, seed);");
                writer.Line();
            }
        }

        Member(writer, plan, "Parameters", "All parameters as one block: all matrices first, then all vectors. How they lie is the generator's choice: views speak of [output, input].",
            $"public global::System.Span<float> Parameters => {block}.Span;");
        Member(writer, plan, "Initialize", "Draws all parameters anew; the same seed gives the same bits.", $"public void Initialize(int seed) => {draw}({block}.Span, seed);");

        if (type.HasAnyConstructor && plan.Weights is null)
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

        TensorEmitter.EmitDraw(writer, plan, draw);
        EmitClone(writer, plan);

        string Made() => plan.Weights is not null ? $"{WeightsEmitter.Weights(plan)}.Copy()"
            : type.HasAnyConstructor ? create + "(0)" : $"new({Constant(plan, "ParameterCount")})";
    }

    /// <summary>A network of its own with the same parameters. What the user's type holds beside them is shared, as <c>with</c> shares it.</summary>
    private static void EmitClone(SourceWriter writer, NetworkPlan plan)
    {
        TypeSpec type = plan.Type;
        string name = type.EscapedName + type.TypeParameters, block = Block(plan);
        if (type.Record is { } record)
        {
            RecordEmitter.Emit(writer, plan, record);
            return;
        }

        Member(writer, plan, "Clone", "Makes a network with parameters of its own, equal to these. Whatever else the type holds is shared.",
            $$"""
            public {{name}} Clone()
            {
                {{name}} clone = ({{name}})MemberwiseClone();
                clone.{{block}} = {{block}}.Copy();
                return clone;
            }
            """);
    }
}
