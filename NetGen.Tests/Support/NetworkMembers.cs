using System.Reflection;

namespace NetGen.Tests.Support;

/// <summary>
/// A generated network's public members, bound by name: what users call, beside the interfaces that the runtime calls. Every network has the
/// same ones; a network with random layers has no passes of training without a context. Workspaces that are given are full of NaN.
/// </summary>
internal sealed class NetworkMembers(INeuralNetwork network)
{
    private readonly float[] _workspace = Enumerable.Repeat(float.NaN, network.WorkspaceLength).ToArray();

    private delegate void Inference(ReadOnlySpan<float> inputs, Span<float> outputs);

    private delegate void InferenceIn(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> workspace);

    private delegate float Evaluation(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs);

    private delegate float EvaluationIn(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, Span<float> workspace);

    private delegate float Contextual(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> results, TrainingContext context, Span<float> workspace);

    private delegate float Step(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float learningRate);

    private delegate float ContextualStep(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float learningRate, TrainingContext context, Span<float> workspace);

    private delegate float Labelled(ReadOnlySpan<float> input, int label, Span<float> gradients);

    private delegate float LabelledStep(ReadOnlySpan<float> input, int label, float learningRate);

    private delegate float ToInputs(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, Span<float> inputGradients, TrainingContext context, Span<float> workspace);

    private delegate void FromOutputs(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradients, Span<float> inputGradients, TrainingContext context, Span<float> workspace);

    private delegate int Classification(ReadOnlySpan<float> input);

    public Span<float> Workspace => _workspace;

    public bool HasLabels => Find<Labelled>("Backward") is not null;

    public bool HasClassify => Find<Classification>("Classify") is not null;

    public bool HasInputGradients => Find<FromOutputs>("BackwardFrom") is not null;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Need<Inference>("Forward")(input, output);

    /// <summary>Every overload of ForwardBatch, one after the other.</summary>
    public IEnumerable<string> ForwardBatches(float[] inputs, float[] outputs)
    {
        Need<Inference>("ForwardBatch")(inputs, outputs);
        yield return "ForwardBatch";
        Need<InferenceIn>("ForwardBatch")(inputs, outputs, _workspace);
        yield return "ForwardBatch in a workspace";
        Need<InferenceIn>("ForwardBatch")(inputs, outputs, []);
        yield return "ForwardBatch in an empty workspace";
    }

    /// <summary>Every overload that gives a layer's values.</summary>
    public IEnumerable<string> ForwardTo(string layer, float[] inputs, float[] outputs)
    {
        foreach (string method in inputs.Length == network.InputSize ? new[] { "ForwardTo" + layer, $"ForwardTo{layer}Batch" } : [$"ForwardTo{layer}Batch"])
        {
            Need<Inference>(method)(inputs, outputs);
            yield return method;
            Need<InferenceIn>(method)(inputs, outputs, _workspace);
            yield return method + " in a workspace";
            Need<InferenceIn>(method)(inputs, outputs, []);
            yield return method + " in an empty workspace";
        }
    }

    /// <summary>Every overload of BackwardBatch, one after the other, with its loss.</summary>
    public IEnumerable<(string Name, float Loss)> BackwardBatches(float[] inputs, float[] targets, float[] gradients)
    {
        if (Find<Evaluation>("BackwardBatch") is { } pass)
            yield return ("BackwardBatch", pass(inputs, targets, gradients));
        yield return ("BackwardBatch with a context", Need<Contextual>("BackwardBatch")(inputs, targets, gradients, default, []));
        yield return ("BackwardBatch in a workspace", Need<Contextual>("BackwardBatch")(inputs, targets, gradients, default, _workspace));
    }

    /// <summary>Every overload of EvaluateBatch, one after the other, with its loss.</summary>
    public IEnumerable<(string Name, float Loss)> EvaluateBatches(float[] inputs, float[] targets, float[] outputs)
    {
        yield return ("EvaluateBatch", Need<Evaluation>("EvaluateBatch")(inputs, targets, outputs));
        yield return ("EvaluateBatch in a workspace", Need<EvaluationIn>("EvaluateBatch")(inputs, targets, outputs, _workspace));
        yield return ("EvaluateBatch with a context", Need<Contextual>("EvaluateBatch")(inputs, targets, outputs, default, []));
    }

    public float EvaluateBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, TrainingContext context) =>
        Need<Contextual>("EvaluateBatch")(inputs, targets, outputs, context, _workspace);

    public float Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> gradients) => Find<Evaluation>("Backward") is { } pass
        ? pass(input, target, gradients)
        : Backward(input, target, gradients, default(TrainingContext));

    public float Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> gradients, TrainingContext context) =>
        Need<Contextual>("Backward")(input, target, gradients, context, _workspace);

    public float Backward(ReadOnlySpan<float> input, int label, Span<float> gradients) => Need<Labelled>("Backward")(input, label, gradients);

    public float Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> gradients, Span<float> inputGradients, TrainingContext context) =>
        Need<ToInputs>("Backward")(input, target, gradients, inputGradients, context, _workspace);

    public float BackwardBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, Span<float> inputGradients, TrainingContext context) =>
        Need<ToInputs>("BackwardBatch")(inputs, targets, gradients, inputGradients, context, _workspace);

    public void BackwardFrom(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradients, Span<float> gradients, Span<float> inputGradients, TrainingContext context) =>
        Need<FromOutputs>("BackwardFrom")(input, outputGradients, gradients, inputGradients, context, _workspace);

    public void BackwardFromBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradients, Span<float> inputGradients, TrainingContext context) =>
        Need<FromOutputs>("BackwardFromBatch")(inputs, outputGradients, gradients, inputGradients, context, _workspace);

    public float Train(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float learningRate) => Find<Step>("Train") is { } pass
        ? pass(input, target, learningRate)
        : Train(input, target, learningRate, default);

    public float Train(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float learningRate, TrainingContext context) =>
        Need<ContextualStep>("Train")(input, target, learningRate, context, _workspace);

    public float Train(ReadOnlySpan<float> input, int label, float learningRate) => Need<LabelledStep>("Train")(input, label, learningRate);

    public int Classify(ReadOnlySpan<float> input) => Need<Classification>("Classify")(input);

    /// <summary>Every overload of TrainBatch, one after the other, with the mean loss.</summary>
    public IEnumerable<(string Name, float Loss)> TrainBatches(float[] inputs, float[] targets, float learningRate)
    {
        if (Find<Step>("TrainBatch") is { } pass)
            yield return ("TrainBatch", pass(inputs, targets, learningRate));
        yield return ("TrainBatch in a workspace", TrainBatch(inputs, targets, learningRate, default));
    }

    public float TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate, TrainingContext context) =>
        Need<ContextualStep>("TrainBatch")(inputs, targets, learningRate, context, _workspace);

    private TDelegate? Find<TDelegate>(string name)
        where TDelegate : Delegate
    {
        Type[] parameters = [.. typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)];
        MethodInfo? method = network.GetType().GetMethod(name, BindingFlags.Public | BindingFlags.Instance, parameters);
        return method?.CreateDelegate<TDelegate>(network);
    }

    private TDelegate Need<TDelegate>(string name)
        where TDelegate : Delegate =>
        Find<TDelegate>(name) ?? throw new MissingMethodException(network.GetType().FullName, name);
}
