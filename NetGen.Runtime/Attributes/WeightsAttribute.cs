namespace NetGen;

/// <summary>
/// Compiles a safetensors file's weights into the assembly: <c>new Policy()</c> has them, and a <c>static partial class</c> with them has static passes. The file is
/// read while the project is built: tensors that are missing, of another shape or not used are errors there. At run time no file is needed.
/// </summary>
/// <param name="file">
/// The file, relative to the project's folder, or its name or the end of its path where only one is meant. One outside of the project's folder is added to
/// the project: <c>&lt;NetGenWeights Include="../models/policy.safetensors" /&gt;</c>.
/// </param>
/// <remarks>docs/weights.md says how PyTorch writes such a file; NetGen does with <c>net.Save("policy.safetensors")</c>.</remarks>
/// <example>
/// <code>
/// [NeuralNetwork(4)]
/// [Dense(16, Activation.Tanh)]
/// [Dense(3, Activation.Softmax)]
/// [Weights("policy.safetensors")]
/// public static partial class Policy;
///
/// int action = Policy.Classify(state);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WeightsAttribute(string file) : Attribute
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>Whether layers are matched in order and not by name, as <see cref="LoadOptions.ByOrder"/> does: for files of an <c>nn.Sequential</c>. False by default.</summary>
    public bool ByOrder { get; set; }

    /// <summary>What stands before the name of every tensor of the network, such as <c>policy</c> or <c>model.encoder</c>; tensors without it are left alone. Empty by default.</summary>
    public string Prefix { get; set; } = "";
}
