namespace NetGen;

/// <summary>The mean of each channel, from [channels, length] or [channels, height, width] to [channels]. PyTorch: <c>AdaptiveAvgPool2d(1)</c> and <c>Flatten</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePoolAttribute : LayerAttribute;
