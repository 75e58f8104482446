using System;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers;

/// <summary>A kind of layer: everything the generator knows of it. One folder and one line of <see cref="LayerKinds"/> each.</summary>
internal interface ILayerKind
{
    /// <summary>The attribute's name, with its namespace.</summary>
    string AttributeName { get; }

    /// <summary>The kind's name, such as <c>Dense</c>, from which layers without a name get theirs.</summary>
    string Name { get; }

    /// <summary>The type of the kind's specs.</summary>
    Type SpecType { get; }

    /// <summary>The attribute's arguments that name the layers it reads, such as <c>From</c>: see <see cref="LayerInputs"/>.</summary>
    EquatableArray<string> InputArguments { get; }

    /// <summary>Reads the attribute and reports what is wrong with it by itself; null where nothing can be said of the layer's shape.</summary>
    LayerSpec? Read(LayerReaderContext context);

    /// <summary>The shape the layer gives where it reads these; null, with a report, where it cannot read them.</summary>
    Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report);

    /// <summary>The layer's tensors and the kernels of its own.</summary>
    LayerPlan Lower(LayerSpec spec, LoweringContext context);

    /// <summary>Adds the steps from what the layer reads to what it gives.</summary>
    void Forward(LayerPlan layer, Flow flow);

    /// <summary>Adds the steps from the gradient of what the layer gives to those of its tensors and of what it reads, as far as they are wanted.</summary>
    void Backward(LayerPlan layer, Flow flow);

    /// <summary>Writes one of the layer's kernels: those of its methods that passes call.</summary>
    void Write(KernelPlan kernel, SourceWriter writer);
}
