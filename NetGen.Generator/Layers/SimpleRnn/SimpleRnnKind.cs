using System;
using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers.Recurrent;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.SimpleRnn;

/// <summary><c>[SimpleRnn]</c>: the state is an activation of one sum.</summary>
internal sealed class SimpleRnnKind : RecurrentKind
{
    public override string Name => "SimpleRnn";

    public override Type SpecType => typeof(SimpleRnnSpec);

    protected override Cell Cell => Cell.Simple;

    protected override RecurrentSpec Make(LayerReaderContext context, int units, bool returnSequence, WeightSpec weights, bool drawsBiases)
    {
        (ActivationKind activation, float parameter) = ActivationArguments.Read(context);
        if (!context.Arguments.Has("activation"))
            activation = ActivationKind.Tanh;
        if (activation == ActivationKind.Softmax)
            context.Report(Descriptors.RecurrentSoftmax, "activation", context.Subject);
        return new SimpleRnnSpec(context.Name, units, returnSequence, weights, drawsBiases, activation, parameter) { Kept = 3 };
    }

    protected override ActivationPlan ActivationOf(LayerSpec spec) => ActivationRegistry.Plan(((SimpleRnnSpec)spec).Activation, ((SimpleRnnSpec)spec).ActivationParameter);
}

/// <summary>A <c>[SimpleRnn]</c> attribute.</summary>
internal sealed record SimpleRnnSpec(
    string Name, int Units, bool ReturnSequence, WeightSpec Weights, bool InitialDrawsBiases, ActivationKind Activation, float ActivationParameter)
    : RecurrentSpec(Name, Units, Gates: 1, ReturnSequence, Weights, InitialDrawsBiases);
