using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Conv;

/// <summary>
/// Writes the methods of a convolution that passes call: <c>Forward(ref w, ref b, ref x, ref y, ref s, rows)</c>,
/// <c>Gradients(ref gw, ref gb, ref x, ref d, ref u, rows, overwrites)</c> and <c>InputGradients(ref w, ref d, ref dx, ref s, ref v, rows)</c>. s, u and v
/// are memory for rows with zeros around them and for turned weights; where none is needed they are left out.
/// </summary>
internal static class ConvWriter
{
    public static void Write(ConvPlan conv, SourceWriter writer)
    {
        bool isFirst = true;
        foreach (string method in new[] { "Forward", "Gradients", "InputGradients" }.Where(conv.Calls))
        {
            if (!isFirst)
                writer.Line();
            isFirst = false;
            switch (method)
            {
                case "Forward":
                    WriteForward(conv, writer);
                    break;
                case "Gradients":
                    WriteGradients(conv, writer);
                    break;
                default:
                    WriteInputGradients(conv, writer);
                    break;
            }
        }
    }

    private static void WriteForward(ConvPlan conv, SourceWriter writer)
    {
        TapPlan taps = TapPlan.Forward(conv);
        string padded = taps.IsPadded ? "ref float s, " : "";
        using (writer.Method($"private static void {conv.Method("Forward")}(ref float w, {(conv.UsesBias ? "ref float b, " : "")}ref float x, ref float y, {padded}nuint rows)"))
            new TapWriter(writer, taps).Write("w", "x", "y", "s");
    }

    private static void WriteGradients(ConvPlan conv, SourceWriter writer)
    {
        string parameters = $"{(conv.TrainsWeights ? "ref float gw, " : "")}{(conv.TrainsBiases ? "ref float gb, " : "")}ref float x, ref float d, {(conv.IsPadded ? "ref float u, " : "")}nuint rows, bool overwrites";
        using (writer.Method($"private static void {conv.Method("Gradients")}({parameters})"))
        {
            if (conv.TrainsBiases)
                writer.Line($"Pixels.AddColumns(ref d, ref gb, {conv.Outputs}, rows * {conv.OutputPixels}, overwrites);");
            new ConvGradientWriter(writer, conv).Write();
        }
    }

    private static void WriteInputGradients(ConvPlan conv, SourceWriter writer)
    {
        TapPlan taps = TapPlan.Backward(conv);
        string padded = taps.IsPadded ? "ref float s, " : "", turned = conv.IsDepthwise ? "" : "ref float v, ";
        using (writer.Method($"private static void {conv.Method("InputGradients")}(ref float w, ref float d, ref float dx, {padded}{turned}nuint rows)"))
        {
            if (!conv.IsDepthwise)
                writer.Line($"Pixels.TurnWeights(ref w, ref v, {conv.Taps}, {conv.GroupInputs}, {conv.GroupOutputs}, {conv.Groups}, {(conv.IsTransposed ? "false" : "true")});");
            new TapWriter(writer, taps).Write(conv.IsDepthwise ? "w" : "v", "d", "dx", "s");
        }
    }
}
