namespace NetGen.Benchmarks;

/// <summary>A function that <see cref="ElementaryBenchmarks"/> times.</summary>
public enum ElementaryFunction
{
    Exp,
    Log,
    Sigmoid,
    Tanh,
    Gelu,
}
