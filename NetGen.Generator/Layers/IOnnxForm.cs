using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A kind of layer that says how it is written as nodes of ONNX, which every kind does.</summary>
internal interface IOnnxForm
{
    /// <summary>
    /// Adds the nodes of inference from what the layer reads to what it gives, and returns the value it gives. Values are [batch, …] with the rest in
    /// PyTorch's order, tensors as files of weights have them.
    /// </summary>
    string WriteOnnx(LayerPlan layer, OnnxNodes nodes);
}
