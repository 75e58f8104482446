namespace NetGen;

/// <summary>
/// A long short-term memory (Hochreiter and Schmidhuber, 1997; Gers et al., 2000), PyTorch's: i, f, o = σ(W_i·x + b_i + W_h·h + b_h), g = tanh(W_i·x + b_i + W_h·h + b_h), each
/// with weights of its own, c′ = f·c + i·g, h′ = o·tanh c′. State and cell before the first step are 0.
/// </summary>
/// <remarks>Parameters <c>weight_ih_l0</c> [4·units, features], <c>weight_hh_l0</c> [4·units, units], <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [4·units], gates in the order i, f, g, o.
/// Unless an initializer says otherwise all are drawn uniformly in ±1/√units.</remarks>
/// <param name="units">How many units the layer has, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LstmAttribute(int units) : RecurrentLayerAttribute(units);
