using System.Collections.Generic;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>The values of a network. A name stands for one value in all passes, so each is made once and found again by its name.</summary>
internal sealed class ValueTable
{
    private readonly List<ValuePlan> _values = [];
    private readonly Dictionary<string, ValuePlan> _byName = [];

    public ValuePlan this[ValueId id] => _values[id.Index];

    public EquatableArray<ValuePlan> ToArray() => new(_values);

    /// <summary>The value of a name, made where there is none yet.</summary>
    public ValuePlan Get(string name, Shape shape, int rowStride, ValueKind kind = ValueKind.Buffer, int fixedLength = 0)
    {
        if (!_byName.TryGetValue(name, out ValuePlan? value))
        {
            value = new ValuePlan(new ValueId(_values.Count), name, shape, rowStride, kind, fixedLength);
            _values.Add(value);
            _byName.Add(name, value);
        }

        return value;
    }

    /// <summary>The value of a name that was made before.</summary>
    public ValuePlan Find(string name) => _byName[name];

    public bool TryFind(string name, out ValuePlan? value) => _byName.TryGetValue(name, out value);
}
