namespace NetGen.Runtime.Serialization;

/// <summary>A block of floats that can be asked for again and again.</summary>
internal delegate Span<float> FloatBlock();

/// <summary>A tensor of a file and where it goes.</summary>
/// <param name="Entry">The file's tensor.</param>
/// <param name="Name">What the network calls it.</param>
/// <param name="Tensor">The network's tensor.</param>
/// <param name="Block">The block that it lies in.</param>
internal readonly record struct TensorCopy(SafetensorsEntry Entry, string Name, TensorInfo Tensor, FloatBlock Block);
