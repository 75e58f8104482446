using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>The passes of a network as lists of steps, before places are given.</summary>
internal static class PassLowering
{
    public static List<PassDraft> Lower(NetworkDraft draft)
    {
        var passes = new List<PassDraft>();
        foreach (bool isSingle in new[] { true, false })
        {
            passes.Add(Inference(draft, isSingle));
            if (draft.Loss is not null)
                passes.Add(Training(draft, isSingle));
            if (draft.Graph.InputGradients)
                passes.Add(FromOutputs(draft, isSingle));
            passes.AddRange(Exposed(draft, isSingle));
        }

        return passes;
    }

    private static PassDraft Inference(NetworkDraft draft, bool isSingle)
    {
        var pass = new PassBuilder(draft, PassKind.Inference, isSingle);
        pass.Forward(Enumerable.Range(0, draft.Layers.Count));
        ValuePlan outputs = Outputs(draft, draft.Head.Shape, "y");
        Deliver(pass, draft.Values[pass.RootOf(draft.Head)], outputs);
        var steps = pass.Steps.ToList();
        if (draft.Loss is { } loss && !isSingle)
        {
            ValueId? scratch = loss.CustomType is null ? null : draft.Values.Get("scratch", Shape.Of(1), 0, ValueKind.Buffer, outputs.Shape.RowSize).Id;
            steps.Add(new LossStep(outputs.Id, null, scratch, ActivationKind.Identity));
        }

        return new PassDraft(PassKind.Inference, isSingle ? "Forward" : "ForwardRows", isSingle, null, steps);
    }

    /// <summary>A pass to a layer's values, which computes only what those need.</summary>
    private static IEnumerable<PassDraft> Exposed(NetworkDraft draft, bool isSingle)
    {
        for (int index = 0; index < draft.Layers.Count; index++)
        {
            if (!draft.Graph.Layers[index].IsExposed)
                continue;
            LayerPlan layer = draft.Layers[index];
            var pass = new PassBuilder(draft, PassKind.Inference, isSingle);
            pass.Forward(Before(draft.Graph, index));
            Deliver(pass, draft.Values[pass.RootOf(layer)], Outputs(draft, layer.Shape, "y" + layer.Number));
            yield return new PassDraft(PassKind.Inference, $"ForwardTo{layer.Name}{(isSingle ? "" : "Rows")}", isSingle, layer.Name, pass.Steps.ToList());
        }
    }

    private static PassDraft Training(NetworkDraft draft, bool isSingle)
    {
        var pass = new PassBuilder(draft, PassKind.Training, isSingle);
        pass.Forward(Enumerable.Range(0, draft.Layers.Count));
        ValuePlan head = draft.Values[pass.RootOf(draft.Head)], gradient = pass.GradientOf(head.Id);
        LossPlan loss = draft.Loss!;
        if (Order.Differs(head))
        {
            ValuePlan outputs = draft.Values.Get("hy", head.Shape, head.Size), back = draft.Values.Get("gy", head.Shape, head.Size);
            pass.Add(Order.ToUser(head, outputs));
            pass.Add(new LossStep(outputs.Id, back.Id, null, ActivationKind.Identity));
            pass.Add(Order.ToMemory(back, gradient));
        }
        else
        {
            pass.Add(new LossStep(head.Id, gradient.Id, null, ActivationKind.Identity));
        }

        pass.Backward();
        if (draft.Graph.InputGradients)
            pass.GiveInputGradients();
        return new PassDraft(PassKind.Training, isSingle ? "Backward" : "BackwardRows", isSingle, null, draft.Graph.InputGradients ? Guarded(pass) : pass.Steps.ToList());
    }

    private static PassDraft FromOutputs(NetworkDraft draft, bool isSingle)
    {
        var pass = new PassBuilder(draft, PassKind.FromOutputs, isSingle);
        pass.Forward(Enumerable.Range(0, draft.Layers.Count));
        ValuePlan gradient = pass.GradientOf(pass.RootOf(draft.Head));
        pass.Say("The given gradients of the outputs");
        if (Order.Differs(gradient))
        {
            ValuePlan given = draft.Values.Get("gy", gradient.Shape, gradient.Size);
            pass.Add(new GivenGradientStep(given.Id, given.Shape.RowSize, given.RowLength));
            pass.Add(Order.ToMemory(given, gradient));
        }
        else
        {
            pass.Add(new GivenGradientStep(gradient.Id, gradient.Shape.RowSize, gradient.RowLength));
        }

        pass.Backward();
        pass.GiveInputGradients();
        return new PassDraft(PassKind.FromOutputs, isSingle ? "BackwardFrom" : "BackwardFromRows", isSingle, null, Guarded(pass));
    }

    /// <summary>The parameters' gradients are computed where they are wanted: those of the input may be wanted alone.</summary>
    private static List<Step> Guarded(PassBuilder pass) => pass.Steps
        .Select(static step => step.Tensors.Any(static tensor => tensor.Access == TensorAccess.Gradient) ? step with { Guard = Guard.Gradients } : step).ToList();

    private static ValuePlan Outputs(NetworkDraft draft, Shape shape, string name) => draft.Values.Get(name, shape, shape.Size, ValueKind.Output);

    /// <summary>Brings a value to the user, in the user's order.</summary>
    private static void Deliver(PassBuilder pass, ValuePlan value, ValuePlan outputs) => pass.Add(Order.Differs(value)
        ? Order.ToUser(value, outputs)
        : new CopyStep(value.Id, outputs.Id, value.Size, value.RowStride, outputs.RowStride) { Times = value.Shape.Times });

    private static IEnumerable<int> Before(NetworkGraph graph, int layer)
    {
        var needed = new SortedSet<int>();
        Visit(layer);
        return needed;

        void Visit(int index)
        {
            if (index < 0 || !needed.Add(index))
                return;
            foreach (int input in graph.Layers[index].Inputs)
                Visit(input);
        }
    }
}

/// <summary>A pass whose values have no places yet.</summary>
internal sealed record PassDraft(PassKind Kind, string Name, bool IsSingle, string? Exposed, List<Step> Steps);
