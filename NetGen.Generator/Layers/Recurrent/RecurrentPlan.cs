using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Recurrent;

/// <summary>Which cell goes through the steps.</summary>
internal enum Cell
{
    /// <summary>One sum and an activation.</summary>
    Simple,

    Gru,

    Lstm,
}

/// <summary>The kernel of a recurrent layer's way through the steps of a sequence, forward and back, after its inputs have been multiplied with their weights at once.</summary>
/// <param name="State">The matrix from the state before to the gates.</param>
/// <param name="Steps">How many steps there are.</param>
/// <param name="GateStride">How far apart steps of gates lie.</param>
/// <param name="StateStride">How far apart steps of states lie.</param>
/// <param name="OutputStride">How far apart rows of what the layer gives lie, or steps where it gives all of them.</param>
/// <param name="ReturnSequence">Whether it gives the state of every step.</param>
/// <param name="Activation">What a simple cell applies.</param>
internal sealed record RecurrentPlan(
    string Name, Cell Cell, MatrixPlan State, int Steps, int GateStride, int StateStride, int OutputStride, bool ReturnSequence, ActivationPlan Activation) : KernelPlan(Name)
{
    public int Units => State.Inputs;

    public override string Description => $"{Steps} steps of {Units} units; {State.Description}";

    public bool UsesBias => State.UsesBias;

    /// <summary>How far apart rows of gates of all steps lie.</summary>
    public int GateRow => Steps * GateStride;

    /// <summary>How far apart rows of states of all steps lie.</summary>
    public int StateRow => Steps * StateStride;

    /// <summary>How far apart rows of what the layer gives lie.</summary>
    public int OutputRow => ReturnSequence ? Steps * OutputStride : OutputStride;

    /// <summary>How far apart rows of a memory's cells lie in training: those before every step, and that after the last.</summary>
    public int CellRow => (Steps + 1) * StateStride;
}
