using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes the two methods by which the compiler copies and prints a record: copies have parameters of their own, and spans cannot be printed.</summary>
internal static class RecordEmitter
{
    public static void Emit(SourceWriter writer, NetworkPlan plan, RecordSpec record)
    {
        if (!record.CopiesItself)
            EmitCopy(writer, plan, record);
        if (!record.PrintsItself)
            EmitPrint(writer, plan, record);
    }

    private static void EmitCopy(SourceWriter writer, NetworkPlan plan, RecordSpec record)
    {
        TypeSpec type = plan.Type;
        string block = MembersEmitter.Block(plan);
        writer.Line("/// <summary>Makes a network with parameters of its own, equal to another's: what <c>with</c> calls.</summary>");
        if (record.HasRequired)
            writer.Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        using (writer.Block($"{(record.IsSealed ? "private" : "protected")} {type.EscapedName}({type.EscapedName}{type.TypeParameters} original){(record.HasBase ? " : base(original)" : "")}"))
        {
            foreach (string member in record.Members)
                writer.Line($"this.{member} = original.{member};");
            writer.Line($"{block} = original.{block}.Copy();");
        }

        writer.Line();
    }

    private static void EmitPrint(SourceWriter writer, NetworkPlan plan, RecordSpec record)
    {
        string access = record.HasBase ? "protected override" : record.IsSealed ? "private" : "protected virtual";
        writer.Line("/// <summary>Prints what is yours, and how many parameters there are: what <c>ToString</c> calls.</summary>");
        using (writer.Block($"{access} bool PrintMembers(global::System.Text.StringBuilder builder)"))
        {
            writer.Line("global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();");
            if (record.HasBase)
                writer.Line("if (base.PrintMembers(builder)) builder.Append(\", \");");
            foreach (string member in record.Printed)
                writer.Line($"builder.Append(\"{member.TrimStart('@')} = \").Append((object?)this.{member}).Append(\", \");");
            writer.Line($"builder.Append(\"ParameterCount = {Literal.Of(plan.ParameterCount)}\");");
            writer.Line("return true;");
        }

        writer.Line();
    }
}
