namespace NetGen;

/// <summary>How weights are written. Reading finds out by itself.</summary>
public enum WeightsFormat
{
    /// <summary>A safetensors file.</summary>
    Safetensors,

    /// <summary>A NumPy archive, as <c>numpy.savez</c> writes it: tensors alone, without metadata.</summary>
    NumPy,
}
