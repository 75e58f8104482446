using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Layers;

/// <summary>Reads one attribute: its values by the names of parameters and properties, and where each of them is written.</summary>
internal sealed class AttributeArguments
{
    private readonly Dictionary<string, TypedConstant> _values = new(StringComparer.Ordinal);
    private readonly ImmutableArray<IParameterSymbol> _parameters;
    private readonly AttributeSyntax? _syntax;

    public AttributeArguments(AttributeData attribute, CancellationToken cancellation)
    {
        _syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        _parameters = attribute.AttributeConstructor?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        IsIncomplete = attribute.AttributeConstructor is null || attribute.ConstructorArguments.Length != _parameters.Length;

        for (int i = 0; i < _parameters.Length && !IsIncomplete; i++)
            Add(_parameters[i].Name, attribute.ConstructorArguments[i]);
        foreach (var argument in attribute.NamedArguments)
            Add(argument.Key, argument.Value);
    }

    /// <summary>Whether the attribute does not compile: the compiler says so, and its values mean nothing.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Where the whole attribute stands.</summary>
    public LocationInfo? Location => LocationInfo.From(_syntax?.GetLocation());

    /// <summary>The name of the constructor's first parameter, which says how large a layer is; null where it has none.</summary>
    public string? First => _parameters.Length > 0 ? _parameters[0].Name : null;

    /// <summary>Whether the user gave the argument.</summary>
    public bool Has(string name) => Find(name).Any();

    /// <summary>The argument's value, or <paramref name="fallback"/> where the user gave none or null.</summary>
    public T Get<T>(string name, T fallback) =>
        _values.TryGetValue(name, out TypedConstant constant) && constant.Kind != TypedConstantKind.Array && constant.Value is T value ? value : fallback;

    /// <summary>The values of an array, or of a single value; empty where the user gave none or null, null for elements that are null.</summary>
    public IReadOnlyList<T?> GetAll<T>(string name)
    {
        if (!_values.TryGetValue(name, out TypedConstant constant) || constant.IsNull)
            return [];
        return constant.Kind == TypedConstantKind.Array ? constant.Values.Select(static element => (T?)element.Value).ToArray() : [(T?)constant.Value];
    }

    /// <summary>Where the argument's value is written, or the attribute where it is not.</summary>
    public LocationInfo? LocationOf(string name) => At(Find(name).FirstOrDefault());

    /// <summary>Where one element of an array is written: one of several arguments, or of those between an array's braces.</summary>
    public LocationInfo? LocationOf(string name, int element)
    {
        ExpressionSyntax[] written = Find(name).ToArray();
        if (written.Length != 1)
            return At(element < written.Length ? written[element] : null);

        ExpressionSyntax[] elements = written[0] switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
            ImplicitArrayCreationExpressionSyntax array => [.. array.Initializer.Expressions],
            CollectionExpressionSyntax collection => [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(static item => item.Expression)],
            _ => [],
        };
        return At(element < elements.Length ? elements[element] : written[0]);
    }

    private LocationInfo? At(ExpressionSyntax? expression) => LocationInfo.From((expression ?? (SyntaxNode?)_syntax)?.GetLocation());

    private void Add(string name, TypedConstant value)
    {
        if (IsError(value))
            IsIncomplete = true;
        else
            _values[name] = value;
    }

    private static bool IsError(TypedConstant value) =>
        value.Kind == TypedConstantKind.Error || (value.Kind == TypedConstantKind.Array && !value.IsNull && value.Values.Any(IsError));

    /// <summary>What the user wrote for a parameter or property; several expressions where the parameter takes any number of them.</summary>
    private IEnumerable<ExpressionSyntax> Find(string name)
    {
        if (_syntax?.ArgumentList is not { } list)
            yield break;

        for (int i = 0; i < list.Arguments.Count; i++)
        {
            AttributeArgumentSyntax argument = list.Arguments[i];
            string? written = (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText;
            written ??= i < _parameters.Length ? _parameters[i].Name : _parameters.LastOrDefault() is { IsParams: true } rest ? rest.Name : null;
            if (written == name)
                yield return argument.Expression;
        }
    }
}
