namespace NetGen;

/// <summary>A plain recurrent layer (Elman, 1990), PyTorch's <c>RNN</c>: h′ = f(W_i·x + b_i + W_h·h + b_h). The state before the first step is 0.</summary>
/// <remarks>Parameters <c>weight_ih_l0</c> [units, features], <c>weight_hh_l0</c> [units, units], <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [units].
/// Unless an initializer says otherwise all are drawn uniformly in ±1/√units.</remarks>
/// <param name="units">How many units the layer has, 1 or more.</param>
/// <param name="activation">The function f: any but <see cref="Activation.Softmax"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SimpleRnnAttribute(int units, Activation activation = Activation.Tanh) : RecurrentLayerAttribute(units)
{
    /// <summary>The function applied to the sum.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>The slope of <see cref="Activation.LeakyRelu"/> below zero: 0 or more and less than 1; 0.01 by default.</summary>
    public float Slope { get; set; } = 0.01f;

    /// <summary>α of <see cref="Activation.Elu"/>, the value it tends to below zero, negated: greater than 0; 1 by default.</summary>
    public float Alpha { get; set; } = 1;
}
