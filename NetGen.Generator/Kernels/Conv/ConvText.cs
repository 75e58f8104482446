using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Conv;

/// <summary>Small pieces of text that kernels over pictures share.</summary>
internal static class ConvText
{
    /// <summary>A reference to a place: a sum of symbols times factors, and a constant.</summary>
    public static string Ref(string from, int constant, params (string Symbol, int Factor)[] terms)
    {
        string index = Index(constant, terms);
        return index == "0" ? $"ref {from}" : $"ref Unsafe.Add(ref {from}, {index})";
    }

    public static string Index(int constant, params (string Symbol, int Factor)[] terms)
    {
        var parts = terms.Where(static term => term.Factor != 0 && term.Symbol.Length > 0)
            .Select(static term => (IsNegative: term.Factor < 0, Text: Math.Abs(term.Factor) == 1 ? term.Symbol : $"{term.Symbol} * {Math.Abs(term.Factor)}")).ToList();
        var positive = parts.Where(static part => !part.IsNegative).Select(static part => part.Text).ToList();
        if (constant != 0 || positive.Count == 0)
            positive.Add(constant.ToString());
        return string.Concat(positive.Take(1)) + string.Concat(positive.Skip(1).Select(static part => " + " + part))
            + string.Concat(parts.Where(static part => part.IsNegative).Select(static part => " - " + part.Text));
    }

    /// <summary>A loop whose symbol is 0 where it would turn once.</summary>
    public static SourceWriter.Scope? Loop(SourceWriter writer, string symbol, Amount count) =>
        IsOne(count) ? null : writer.Block($"for (nuint {symbol} = 0; {symbol} < {count}; {symbol}++)");

    /// <summary>The term of a loop's symbol.</summary>
    public static (string, int) Term(string symbol, Amount count, int factor) => IsOne(count) ? ("", 0) : (symbol, factor);

    /// <summary>The term of a number that may be a variable; the constant part of one that is none.</summary>
    public static (string, int) Term(Amount amount, int factor) => amount.Symbol is { } symbol ? (symbol, factor) : ("", 0);

    private static bool IsOne(Amount count) => count is { Symbol: null, Value: 1 };

    /// <summary>How many at a time, so that blocks of at most <paramref name="most"/> are as even as can be; one that divides the count is taken where there is a good one.</summary>
    public static int BlockOf(int count, int most)
    {
        for (int block = Math.Min(most, count); 3 * block > 2 * most; block--)
        {
            if (count % block == 0)
                return block;
        }

        int blocks = (count + most - 1) / most;
        return (count + blocks - 1) / blocks;
    }

    /// <summary>Closes scopes from the innermost outwards.</summary>
    public static void Close(IEnumerable<SourceWriter.Scope?> scopes)
    {
        foreach (SourceWriter.Scope? scope in scopes.Reverse())
            scope?.Dispose();
    }
}
