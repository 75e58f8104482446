using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Activations;
using Xunit;

namespace NetGen.Tests.Support;

/// <summary>The runtime's forms of one elementwise activation behind one signature each.</summary>
internal sealed record ActivationKernels(
    Activation Activation,
    float Parameter,
    ActivationKernels.Kernel ApplyKernel,
    ActivationKernels.Kernel BackwardKernel,
    ActivationKernels.Forms Value,
    ActivationKernels.Forms Derivative)
{
    internal delegate void Kernel(ref float first, ref float second, nuint count);

    internal sealed record Forms(
        Func<float, float> Scalar,
        Func<Vector128<float>, Vector128<float>> Four,
        Func<Vector256<float>, Vector256<float>> Eight,
        Func<Vector512<float>, Vector512<float>> Sixteen);

    public static ActivationKernels[] All { get; } =
    [
        new(Activation.Sigmoid, 1, Sigmoid.Apply, Sigmoid.Backward, new(Sigmoid.Value, Sigmoid.Value, Sigmoid.Value, Sigmoid.Value), new(Sigmoid.Derivative, Sigmoid.Derivative, Sigmoid.Derivative, Sigmoid.Derivative)),
        new(Activation.Tanh, 1, Tanh.Apply, Tanh.Backward, new(Tanh.Value, Tanh.Value, Tanh.Value, Tanh.Value), new(Tanh.Derivative, Tanh.Derivative, Tanh.Derivative, Tanh.Derivative)),
        new(Activation.Relu, 1, Relu.Apply, Relu.Backward, new(Relu.Value, Relu.Value, Relu.Value, Relu.Value), new(Relu.Derivative, Relu.Derivative, Relu.Derivative, Relu.Derivative)),
        CreateLeakyRelu(0.01f), CreateLeakyRelu(0.3f),
        CreateElu(1f), CreateElu(0.7f),
        new(Activation.Selu, 1, Selu.Apply, Selu.Backward, new(Selu.Value, Selu.Value, Selu.Value, Selu.Value), new(Selu.Derivative, Selu.Derivative, Selu.Derivative, Selu.Derivative)),
        new(Activation.Gelu, 1, Gelu.Apply, Gelu.Backward, new(Gelu.Value, Gelu.Value, Gelu.Value, Gelu.Value), new(Gelu.Derivative, Gelu.Derivative, Gelu.Derivative, Gelu.Derivative)),
        new(Activation.GeluTanh, 1, GeluTanh.Apply, GeluTanh.Backward, new(GeluTanh.Value, GeluTanh.Value, GeluTanh.Value, GeluTanh.Value), new(GeluTanh.Derivative, GeluTanh.Derivative, GeluTanh.Derivative, GeluTanh.Derivative)),
        new(Activation.Silu, 1, Silu.Apply, Silu.Backward, new(Silu.Value, Silu.Value, Silu.Value, Silu.Value), new(Silu.Derivative, Silu.Derivative, Silu.Derivative, Silu.Derivative)),
        new(Activation.Mish, 1, Mish.Apply, Mish.Backward, new(Mish.Value, Mish.Value, Mish.Value, Mish.Value), new(Mish.Derivative, Mish.Derivative, Mish.Derivative, Mish.Derivative)),
        new(Activation.Softplus, 1, Softplus.Apply, Softplus.Backward, new(Softplus.Value, Softplus.Value, Softplus.Value, Softplus.Value), new(Softplus.Derivative, Softplus.Derivative, Softplus.Derivative, Softplus.Derivative)),
        new(Activation.Softsign, 1, Softsign.Apply, Softsign.Backward, new(Softsign.Value, Softsign.Value, Softsign.Value, Softsign.Value), new(Softsign.Derivative, Softsign.Derivative, Softsign.Derivative, Softsign.Derivative)),
        new(Activation.HardSigmoid, 1, HardSigmoid.Apply, HardSigmoid.Backward, new(HardSigmoid.Value, HardSigmoid.Value, HardSigmoid.Value, HardSigmoid.Value), new(HardSigmoid.Derivative, HardSigmoid.Derivative, HardSigmoid.Derivative, HardSigmoid.Derivative)),
        new(Activation.HardTanh, 1, HardTanh.Apply, HardTanh.Backward, new(HardTanh.Value, HardTanh.Value, HardTanh.Value, HardTanh.Value), new(HardTanh.Derivative, HardTanh.Derivative, HardTanh.Derivative, HardTanh.Derivative)),
        new(Activation.HardSwish, 1, HardSwish.Apply, HardSwish.Backward, new(HardSwish.Value, HardSwish.Value, HardSwish.Value, HardSwish.Value), new(HardSwish.Derivative, HardSwish.Derivative, HardSwish.Derivative, HardSwish.Derivative)),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, All.Length)];

    public void Apply(ReadOnlySpan<float> preActivation, Span<float> output) =>
        ApplyKernel(ref MemoryMarshal.GetReference(preActivation), ref MemoryMarshal.GetReference(output), (nuint)output.Length);

    public void Backward(ReadOnlySpan<float> saved, Span<float> gradient) =>
        BackwardKernel(ref MemoryMarshal.GetReference(saved), ref MemoryMarshal.GetReference(gradient), (nuint)gradient.Length);

    private static ActivationKernels CreateLeakyRelu(float slope) => new(
        Activation.LeakyRelu,
        slope,
        (ref float z, ref float y, nuint count) => LeakyRelu.Apply(ref z, ref y, count, slope),
        (ref float saved, ref float gradient, nuint count) => LeakyRelu.Backward(ref saved, ref gradient, count, slope),
        new(z => LeakyRelu.Value(z, slope), z => LeakyRelu.Value(z, slope), z => LeakyRelu.Value(z, slope), z => LeakyRelu.Value(z, slope)),
        new(y => LeakyRelu.Derivative(y, slope), y => LeakyRelu.Derivative(y, slope), y => LeakyRelu.Derivative(y, slope), y => LeakyRelu.Derivative(y, slope)));

    private static ActivationKernels CreateElu(float alpha) => new(
        Activation.Elu,
        alpha,
        (ref float z, ref float y, nuint count) => Elu.Apply(ref z, ref y, count, alpha),
        (ref float saved, ref float gradient, nuint count) => Elu.Backward(ref saved, ref gradient, count, alpha),
        new(z => Elu.Value(z, alpha), z => Elu.Value(z, alpha), z => Elu.Value(z, alpha), z => Elu.Value(z, alpha)),
        new(y => Elu.Derivative(y, alpha), y => Elu.Derivative(y, alpha), y => Elu.Derivative(y, alpha), y => Elu.Derivative(y, alpha)));
}
