using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Recurrent;

/// <summary>What a user says of any recurrent layer.</summary>
/// <param name="Gates">How many products with a matrix each unit is made of.</param>
/// <param name="InitialDrawsBiases">Whether biases are drawn like weights; else they start from a value.</param>
internal abstract record RecurrentSpec(string Name, int Units, int Gates, bool ReturnSequence, WeightSpec Weights, bool InitialDrawsBiases) : LayerSpec(Name)
{
    public override bool HasTensors => true;

    public override bool Trains => Weights.Trains;

    public override bool ReadsSequences => true;

    public override long CountParameters(EquatableArray<Shape> inputs) =>
        (long)Gates * Units * (inputs[0].LongSize + Units + (Weights.UseBias ? 2 : 0));
}
