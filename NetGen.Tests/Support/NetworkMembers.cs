using System.Reflection;

namespace NetGen.Tests.Support;

/// <summary>
/// A generated network's public members, bound by name: what users call, beside the interfaces that the runtime calls.
/// Members that take a workspace get one full of NaN.
/// </summary>
internal sealed class NetworkMembers(INeuralNetwork network)
{
    private readonly float[] _workspace = Enumerable.Repeat(float.NaN, network.WorkspaceLength).ToArray();

    private delegate void Inference(ReadOnlySpan<float> inputs, Span<float> outputs);

    private delegate void InferenceIn(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> workspace);

    private delegate float Evaluation(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs);

    private delegate float EvaluationIn(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, Span<float> workspace);

    private delegate float Step(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float learningRate);

    private delegate float StepIn(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float learningRate, Span<float> workspace);

    private delegate float Labelled(ReadOnlySpan<float> input, int label, Span<float> gradients);

    private delegate float LabelledIn(ReadOnlySpan<float> input, int label, Span<float> gradients, Span<float> workspace);

    private delegate float LabelledStep(ReadOnlySpan<float> input, int label, float learningRate);

    private delegate float LabelledStepIn(ReadOnlySpan<float> input, int label, float learningRate, Span<float> workspace);

    private delegate int Classification(ReadOnlySpan<float> input);

    private delegate int ClassificationIn(ReadOnlySpan<float> input, Span<float> workspace);

    public Span<float> Workspace => _workspace;

    public bool HasLabels => Find<Labelled>("Backward") is not null || Find<LabelledIn>("Backward") is not null;

    public bool HasClassify => Find<Classification>("Classify") is not null || Find<ClassificationIn>("Classify") is not null;

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        if (Find<Inference>("Forward") is { } pass)
            pass(input, output);
        else
            Need<InferenceIn>("Forward")(input, output, _workspace);
    }

    /// <summary>Every overload of ForwardBatch there is, one after the other.</summary>
    public IEnumerable<string> ForwardBatches(float[] inputs, float[] outputs)
    {
        if (Find<Inference>("ForwardBatch") is { } pass)
        {
            pass(inputs, outputs);
            yield return "ForwardBatch on the stack";
        }

        if (Find<InferenceIn>("ForwardBatch") is { } passIn)
        {
            passIn(inputs, outputs, _workspace);
            yield return "ForwardBatch in a workspace";
        }
    }

    /// <summary>Every overload of BackwardBatch there is, one after the other, with its loss.</summary>
    public IEnumerable<(string Name, float Loss)> BackwardBatches(float[] inputs, float[] targets, float[] gradients) =>
        Evaluations("BackwardBatch", inputs, targets, gradients);

    /// <summary>Every overload of EvaluateBatch there is, one after the other, with its loss.</summary>
    public IEnumerable<(string Name, float Loss)> EvaluateBatches(float[] inputs, float[] targets, float[] outputs) =>
        Evaluations("EvaluateBatch", inputs, targets, outputs);

    public float Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> gradients) =>
        Find<Evaluation>("Backward") is { } pass
            ? pass(input, target, gradients)
            : Need<EvaluationIn>("Backward")(input, target, gradients, _workspace);

    public float Backward(ReadOnlySpan<float> input, int label, Span<float> gradients) =>
        Find<Labelled>("Backward") is { } pass
            ? pass(input, label, gradients)
            : Need<LabelledIn>("Backward")(input, label, gradients, _workspace);

    public float Train(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float learningRate) =>
        Find<Step>("Train") is { } pass
            ? pass(input, target, learningRate)
            : Need<StepIn>("Train")(input, target, learningRate, _workspace);

    public float Train(ReadOnlySpan<float> input, int label, float learningRate) =>
        Find<LabelledStep>("Train") is { } pass
            ? pass(input, label, learningRate)
            : Need<LabelledStepIn>("Train")(input, label, learningRate, _workspace);

    public int Classify(ReadOnlySpan<float> input) =>
        Find<Classification>("Classify") is { } pass ? pass(input) : Need<ClassificationIn>("Classify")(input, _workspace);

    /// <summary>Every overload of TrainBatch there is, one after the other, with its loss.</summary>
    public IEnumerable<(string Name, float Loss)> TrainBatches(float[] inputs, float[] targets, float learningRate)
    {
        if (Find<Step>("TrainBatch") is { } pass)
            yield return ("TrainBatch on the stack", pass(inputs, targets, learningRate));
        if (Find<StepIn>("TrainBatch") is { } passIn)
            yield return ("TrainBatch in a workspace", passIn(inputs, targets, learningRate, _workspace));
    }

    private IEnumerable<(string Name, float Loss)> Evaluations(string name, float[] inputs, float[] targets, float[] results)
    {
        if (Find<Evaluation>(name) is { } pass)
            yield return (name + " on the stack", pass(inputs, targets, results));
        if (Find<EvaluationIn>(name) is { } passIn)
            yield return (name + " in a workspace", passIn(inputs, targets, results, _workspace));
    }

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
