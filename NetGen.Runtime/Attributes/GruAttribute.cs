namespace NetGen;

/// <summary>
/// A gated recurrent unit (Cho et al., 2014), PyTorch's: r = σ(W_ir·x + b_ir + W_hr·h + b_hr), z = σ(W_iz·x + b_iz + W_hz·h + b_hz),
/// n = tanh(W_in·x + b_in + r·(W_hn·h + b_hn)), h′ = (1 − z)·n + z·h. The state before the first step is 0.
/// </summary>
/// <remarks>Parameters <c>weight_ih_l0</c> [3·units, features], <c>weight_hh_l0</c> [3·units, units], <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [3·units], gates in the order r, z, n.
/// Unless an initializer says otherwise all are drawn uniformly in ±1/√units.</remarks>
/// <param name="units">How many units the layer has, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GruAttribute(int units) : RecurrentLayerAttribute(units);
