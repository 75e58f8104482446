using System.Reflection;

namespace NetGen.Tests.Support;

/// <summary>The networks of this assembly, found by their attribute; open generic ones are closed over int.</summary>
internal static class Zoo
{
    public static IReadOnlyList<Type> Types { get; } = Find(typeof(Zoo).Assembly, "NetGen.Tests.Networks");

    public static IEnumerable<Type> Trainable => Types.Where(type => ReferenceLoss.Of(type) is not null);

    /// <summary>The annotated types of an assembly whose namespace is <paramref name="space"/>, by name.</summary>
    public static IReadOnlyList<Type> Find(Assembly assembly, string space) =>
    [
        .. assembly.GetTypes()
            .Where(type => type.Namespace == space && type.IsDefined(typeof(NeuralNetworkAttribute)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => type.ContainsGenericParameters
                ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(int))])
                : type),
    ];

    public static INeuralNetwork Create(Type type, int seed = 0) => (INeuralNetwork)Activator.CreateInstance(type, seed)!;
}
