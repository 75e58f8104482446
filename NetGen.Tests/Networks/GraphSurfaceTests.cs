using System.Reflection;
using NetGen.Tests.Oracle;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>What generated members say of layers, held against the oracle's reading of the attributes.</summary>
public sealed class GraphSurfaceTests
{
    public static TheoryData<string> All => [.. Zoo.Types.Select(type => type.ToString())];

    [Theory, MemberData(nameof(All))]
    public void Layers_describe_the_graph(string name)
    {
        Type type = Zoo.Types.Single(type => type.ToString() == name);
        INeuralNetwork network = Zoo.Create(type);
        ReferenceGraph graph = ReferenceGraph.Of(type);
        Assert.Equal(ReferenceNode.SizeOf(graph.Input) * Math.Max(type.GetCustomAttribute<NeuralNetworkAttribute>()!.Steps, 1), network.InputSize);
        Assert.Equal(graph.Output.Size, network.OutputSize);
        Assert.Equal(graph.Nodes.Count, network.Layers.Length);
        string summary = (string)type.GetField("Summary")!.GetRawConstantValue()!;
        int parameters = 0;
        foreach ((ReferenceNode node, LayerInfo layer) in graph.Nodes.Zip(network.Layers.ToArray()))
        {
            Assert.Equal(node.Name, layer.Name);
            Assert.Equal(ReferenceGraph.KindOf(node.Attribute), layer.Kind);
            Assert.Equal(node.Inputs.Sum(input => input < 0 ? network.InputSize : graph.Nodes[input].Size), layer.InputSize);
            Assert.Equal(node.Size, layer.OutputSize);
            Assert.Equal(node.Activation, layer.Activation);
            Assert.Equal((float)node.ActivationParameter, layer.ActivationParameter);
            Assert.Contains(layer.Name, summary, StringComparison.Ordinal);
            Assert.Equal(node.Tensors.Select(static tensor => tensor.Name), layer.Tensors.Select(static tensor => tensor.Name));
            foreach ((ReferenceTensor expected, TensorInfo tensor) in node.Tensors.Zip(layer.Tensors))
            {
                Assert.Equal(expected.Shape, tensor.Shape);
                Assert.Equal(expected.IsTrained, tensor.IsTrained);
                parameters += tensor.IsParameter ? tensor.Length : 0;
            }
        }

        Assert.Equal(parameters, network.ParameterCount);
        Assert.Equal(parameters, network.Parameters.Length);
    }
}
