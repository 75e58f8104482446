using System;
using System.Collections.Generic;
using System.Collections.Immutable;
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

    /// <summary>Whether the user gave the argument.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The argument's value, or <paramref name="fallback"/> where the user gave none or null.</summary>
    public T Get<T>(string name, T fallback) =>
        _values.TryGetValue(name, out TypedConstant constant) && constant.Value is T value ? value : fallback;

    /// <summary>Where the argument's value is written, or the attribute where it is not.</summary>
    public LocationInfo? LocationOf(string name) => LocationInfo.From((Find(name)?.Expression ?? (SyntaxNode?)_syntax)?.GetLocation());

    private void Add(string name, TypedConstant value)
    {
        if (value.Kind is TypedConstantKind.Error or TypedConstantKind.Array)
            IsIncomplete = true;
        else
            _values[name] = value;
    }

    private AttributeArgumentSyntax? Find(string name)
    {
        if (_syntax?.ArgumentList is not { } list)
            return null;

        for (int i = 0; i < list.Arguments.Count; i++)
        {
            AttributeArgumentSyntax argument = list.Arguments[i];
            string? written = (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText;
            written ??= i < _parameters.Length ? _parameters[i].Name : null;
            if (written == name)
                return argument;
        }

        return null;
    }
}
