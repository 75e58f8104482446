using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>Compiles classes marked with <c>[NeuralNetwork]</c>: the pipeline and nothing else.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
