using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Xunit;

namespace NetGen.Tests.Onnx;

/// <summary>ONNX Runtime, where its native library loads.</summary>
internal static class OnnxRuntimeSupport
{
    private static readonly Lazy<string?> Problem = new(() =>
    {
        try
        {
            _ = OrtEnv.Instance();
            return null;
        }
        catch (Exception exception)
        {
            return (exception.InnerException ?? exception).Message;
        }
    });

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? Skip => Problem.Value is { } problem ? $"skipped: ONNX Runtime does not load here ({problem})" : null;

    /// <summary>A model that runs on one thread.</summary>
    public static InferenceSession Open(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        return new InferenceSession(model, options);
    }

    /// <summary>The output of a model with one input.</summary>
    public static float[] Run(InferenceSession session, float[] inputs, params int[] shape)
    {
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(session.InputNames[0], new DenseTensor<float>(inputs, shape))]);
        return [.. results[0].AsEnumerable<float>()];
    }
}

/// <summary>A fact that needs ONNX Runtime.</summary>
public sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    public OnnxRuntimeFactAttribute() => Skip = OnnxRuntimeSupport.Skip;
}

/// <summary>A theory that needs ONNX Runtime.</summary>
public sealed class OnnxRuntimeTheoryAttribute : TheoryAttribute
{
    public OnnxRuntimeTheoryAttribute() => Skip = OnnxRuntimeSupport.Skip;
}
