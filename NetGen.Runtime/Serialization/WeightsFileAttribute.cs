using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>What stands in a file of weights that is embedded: written by NetGen's build task, for its generator.</summary>
/// <param name="file">The file's path, relative to the project.</param>
/// <param name="resource">The resource's name.</param>
/// <param name="hash">The hash of all its bytes.</param>
/// <param name="tensors">A line a tensor: type, shape, where its bytes begin and end, name.</param>
/// <param name="values">All data in base 64, where it is little.</param>
/// <param name="fault">Why the file cannot be used; empty where it can.</param>
#pragma warning disable CS9113, CA1019 // The generator reads them in the source.
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[System.Diagnostics.Conditional("NETGEN_KEEPS_WEIGHTS_FILES")]
public sealed class WeightsFileAttribute(string file, string resource, string hash, string tensors, string values, string fault) : Attribute;
