using System.Collections.Generic;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>A network's inference as nodes of ONNX.</summary>
internal static class OnnxText
{
    /// <summary>The nodes, one a line; empty where a kind of layer has no such form.</summary>
    public static string Of(IReadOnlyList<LayerPlan> layers)
    {
        var nodes = new OnnxNodes();
        foreach (LayerPlan layer in layers)
        {
            if (LayerKinds.Of(layer.Spec) is not IOnnxForm form)
                return "";
            nodes.Add(layer, form);
        }

        return nodes.ToText(layers.Count - 1);
    }
}
