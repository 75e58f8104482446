using System;
using System.Collections.Generic;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Collects the steps of one pass, forward and back. Gradients of a value that several layers read are summed here.</summary>
internal sealed class PassBuilder(NetworkDraft draft, PassKind kind, bool isSingle)
{
    private readonly List<Step> _steps = [];
    private readonly Dictionary<ValueId, ValueId> _roots = [];
    private readonly HashSet<ValueId> _begun = [];
    private string? _title;
    private Guard _guard;

    public NetworkDraft Draft => draft;

    public PassKind Kind => kind;

    public bool IsSingle => isSingle;

    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>The layers whose steps the pass has, all before it included.</summary>
    public void Forward(IEnumerable<int> layers)
    {
        if (draft.Graph.TurnsInput)
        {
            _title = "The input, channels last";
            Add(Order.ToMemory(draft.Values.Find(NetworkDraft.InputName), draft.ValueOf(-1)));
        }

        foreach (int index in layers)
        {
            LayerPlan layer = draft.Layers[index];
            _title = layer.Title;
            LayerKinds.Of(layer.Spec).Forward(layer, new LayerFlow(this, layer));
        }

        _title = null;
    }

    /// <summary>The way back from the gradient of the head's values.</summary>
    public void Backward()
    {
        _begun.Add(GradientOf(RootOf(draft.Head)).Id);
        for (int index = draft.Layers.Count - 1; index >= 0; index--)
        {
            LayerPlan layer = draft.Layers[index];
            if (!draft.NeedsGradient(index) || !_begun.Contains(GradientOf(RootOf(layer)).Id))
                continue;
            _title = "Back through " + layer.Name;
            LayerKinds.Of(layer.Spec).Backward(layer, new LayerFlow(this, layer));
        }

        _title = null;
    }

    /// <summary>Hands the gradients of the input to the caller.</summary>
    public void GiveInputGradients()
    {
        ValuePlan input = draft.ValueOf(-1), gradient = GradientOf(input.Id);
        _guard = Guard.InputGradients;
        if (draft.Graph.TurnsInput)
        {
            ValuePlan user = draft.Values.Get("dx", draft.Graph.Input, draft.Graph.Input.Size);
            Add(Order.ToUser(gradient, user));
            gradient = user;
        }

        Add(new InputGradientStep(gradient.Id, gradient.Shape.RowSize, gradient.RowLength));
        _guard = Guard.None;
    }

    public void Add(Step step)
    {
        _steps.Add(step with { Title = _title, Guard = step.Guard == Guard.None ? _guard : step.Guard });
        _title = null;
    }

    /// <summary>Writes the comment before the next step.</summary>
    public void Say(string title) => _title = title;

    /// <summary>Whether the loss takes what stands before a layer's activation.</summary>
    public bool LossTakes(LayerPlan layer) => draft.Loss is { IsFused: true } && layer == draft.Head && kind != PassKind.FromOutputs;

    public ValuePlan InputOf(LayerPlan layer, int input) => draft.Values[Root(SourceOf(layer, input).Id)];

    /// <summary>The value that stands for what a layer gives: its own, or the one that it hands on.</summary>
    public ValueId RootOf(LayerPlan layer) => Root(draft.OutputOf(layer).Id);

    public void Alias(LayerPlan layer, int input) => _roots[draft.OutputOf(layer).Id] = Root(SourceOf(layer, input).Id);

    public bool WantsInput(LayerPlan layer, int input) => draft.NeedsGradient(draft.Graph.Layers[layer.Number - 1].Inputs[input]);

    /// <summary>The gradient with respect to a value: <c>d1</c> for <c>h1</c>, <c>d0</c> for the input.</summary>
    public ValuePlan GradientOf(ValueId value)
    {
        ValuePlan plan = draft.Values[value];
        string number = plan.Kind == ValueKind.Input ? "0" : plan.Name.Substring(1);
        return draft.Values.Get("d" + number, plan.Shape, plan.RowStride);
    }

    public void ToInput(LayerPlan layer, int input, Func<ValuePlan, Step> write) => Within(layer, input, (gradient, isBegun) =>
    {
        if (!isBegun)
        {
            Add(write(gradient));
            return;
        }

        ValuePlan term = draft.Values.Get($"e{layer.Number}{(input == 0 ? "" : "_" + input)}", gradient.Shape, gradient.RowStride);
        Add(write(term));
        Add(Accumulation(term, gradient));
    });

    public void AddToInput(LayerPlan layer, int input, Func<ValuePlan, bool, Step> write) =>
        Within(layer, input, (gradient, isBegun) => Add(write(gradient, isBegun)));

    public void PassToInput(LayerPlan layer, int input) => Within(layer, input, (gradient, isBegun) =>
    {
        ValuePlan from = GradientOf(RootOf(layer));
        if (from != gradient)
            Add(isBegun ? Accumulation(from, gradient) : new CopyStep(from.Id, gradient.Id, gradient.Size, from.RowStride, gradient.RowStride) { Times = gradient.Shape.Times });
    });

    private void Within(LayerPlan layer, int input, Action<ValuePlan, bool> add)
    {
        if (!WantsInput(layer, input))
            return;
        ValueId root = Root(SourceOf(layer, input).Id);
        ValuePlan gradient = GradientOf(root);
        bool isInput = root == draft.ValueOf(-1).Id;
        if (isInput)
            _guard = Guard.InputGradients;
        add(gradient, _begun.Contains(gradient.Id));
        _begun.Add(gradient.Id);
        _guard = Guard.None;
    }

    private static CallStep Accumulation(ValuePlan term, ValuePlan sum) => Flow.Step("Rows.Add",
        new ValueOperand(term.Id, Access.Read), new ValueOperand(sum.Id, Access.Update),
        Flow.Number(sum.Size), Flow.Rows(), Flow.Number(term.RowStride), Flow.Number(sum.RowStride)) with { Times = sum.Shape.Times };

    private ValuePlan SourceOf(LayerPlan layer, int input) => draft.ValueOf(draft.Graph.Layers[layer.Number - 1].Inputs[input]);

    private ValueId Root(ValueId value) => _roots.TryGetValue(value, out ValueId root) ? root : value;
}
