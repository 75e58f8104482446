using System;
using System.Collections.Generic;
using NetGen.Generator.Layers.Dense;
using NetGen.Generator.Layers.Dropout;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers;

/// <summary>
/// Writes a layer's kernels, the methods its passes call. For a layer <c>Dense1</c> these are <c>Dense1Forward(ref p, ref x, ref y)</c>,
/// <c>Dense1ForwardRows(…, rows)</c>, <c>Dense1Gradients(ref g, ref x, ref d, rows, overwrites)</c> and <c>Dense1InputGradients(ref p, ref d, ref dx, rows)</c>.
/// </summary>
internal abstract class LayerEmitter
{
    private static readonly Dictionary<Type, LayerEmitter> Registry = new()
    {
        [typeof(DensePlan)] = new DenseEmitter(),
        [typeof(DropoutPlan)] = new DropoutEmitter(),
    };

    public static LayerEmitter Of(LayerPlan layer) => Registry[layer.GetType()];

    /// <summary>Whether inference computes anything at this layer.</summary>
    public virtual bool Infers => true;

    /// <summary>The call that computes one row or, with <c>rows</c>, several, in inference or training.</summary>
    public virtual string ForwardCall(LayerPlan layer, string from, string to, string rows) => rows == "1"
        ? $"{layer.Kernel}Forward(ref p, ref {from}, ref {to});"
        : $"{layer.Kernel}ForwardRows(ref p, ref {from}, ref {to}, {rows});";

    /// <summary>The call that computes the gradients with respect to the layer's inputs.</summary>
    public virtual string InputGradientsCall(LayerPlan layer, string d, string dx, string rows) =>
        $"{layer.Kernel}InputGradients(ref p, ref {d}, ref {dx}, {rows});";

    /// <summary>The statement that adds the gradients with respect to the layer's parameters, or, in a pass over rows, overwrites them where that is asked for.</summary>
    public virtual string GradientsCall(LayerPlan layer, string x, string d, string rows) =>
        $"{layer.Kernel}Gradients(ref g, ref {x}, ref {d}, {rows}, {(rows == "1" ? "false" : "overwrites")});";

    /// <summary>The statements that multiply a row of gradients by the activation's derivative, or null where the runtime does so for any number of rows.</summary>
    public virtual IEnumerable<string>? SingleDerivative(LayerPlan layer, string saved, string d) => null;

    /// <summary>Whether the forward kernels apply the activation themselves; else the pass does, to all rows at once.</summary>
    public abstract bool AppliesActivation(LayerPlan layer);

    /// <summary>What a reader should know of the layer's kernels, in one line.</summary>
    public abstract string Describe(LayerPlan layer);

    /// <summary>A last argument of the activation's functions with its comma, or empty.</summary>
    public abstract string ActivationArgument(LayerPlan layer);

    /// <summary>The constants the kernels use, such as where the layer's parameters start.</summary>
    public abstract IEnumerable<(string Name, int Value)> Constants(LayerPlan layer);

    public abstract void EmitForward(SourceWriter writer, LayerPlan layer);

    /// <param name="withInputGradients">Whether any layer before this one is trained.</param>
    public abstract void EmitBackward(SourceWriter writer, LayerPlan layer, bool withInputGradients);

    /// <summary>Whether the gradients with respect to its inputs are written without a float past a row's end.</summary>
    public virtual bool StoresExactly => false;

    /// <summary>The parts of the block of parameters that training changes.</summary>
    public virtual IEnumerable<(int Start, int Length)> Trained(LayerPlan layer) => [];

    /// <summary>Writes the members of the layer's entry in the network's <c>Layers</c>, after the common ones.</summary>
    public abstract IEnumerable<string> InfoMembers(LayerPlan layer);

    /// <summary>The statement that draws the layer's parameters, or null for a layer without.</summary>
    public abstract string? Initialization(LayerPlan layer, string view);
}
