using System;

namespace NetGen.Build;

/// <summary>A file is no file of weights; the message ends the sentence "'policy.safetensors' …: ".</summary>
public sealed class InvalidWeightsException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public InvalidWeightsException(string message)
        : base(message)
    {
    }
}
