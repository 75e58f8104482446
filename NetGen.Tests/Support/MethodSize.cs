using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NetGen.Tests.Support;

/// <summary>What the JIT counts of a method before it decides whether to optimise it.</summary>
internal sealed record MethodSize(string Name, int Bytes, int Instructions, int BasicBlocks, int Locals, int LocalReferences)
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>Beyond these RyuJIT compiles without optimisation.</summary>
    public bool IsOptimised => Bytes <= 60_000 && Instructions <= 20_000 && BasicBlocks <= 2_000 && Locals <= 2_000 && LocalReferences <= 8_000;

    /// <summary>Measures all methods of an assembly.</summary>
    public static IReadOnlyList<MethodSize> MeasureAll(Stream assembly)
    {
        using var file = new PEReader(assembly);
        MetadataReader metadata = file.GetMetadataReader();
        var sizes = new List<MethodSize>();
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
                continue;
            MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
            int locals = body.LocalSignature.IsNil ? 0 : CountLocals(metadata, body.LocalSignature);
            sizes.Add(Measure(metadata.GetString(method.Name), body.GetILBytes()!, locals));
        }

        return sizes;
    }

    private static int CountLocals(MetadataReader metadata, StandaloneSignatureHandle handle)
    {
        BlobReader reader = metadata.GetBlobReader(metadata.GetStandaloneSignature(handle).Signature);
        reader.ReadSignatureHeader();
        return reader.ReadCompressedInteger();
    }

    private static MethodSize Measure(string name, byte[] il, int locals)
    {
        int instructions = 0, references = 0;
        var blockStarts = new HashSet<int> { 0 };
        for (int at = 0; at < il.Length;)
        {
            int value = il[at++];
            if (value == 0xFE)
                value = 0xFE00 | il[at++];
            OpCode code = OpCodesByValue[value];
            instructions++;
            if (code.Name!.StartsWith("ldloc", StringComparison.Ordinal) || code.Name.StartsWith("stloc", StringComparison.Ordinal)
                || code.Name.StartsWith("ldarg", StringComparison.Ordinal) || code.Name.StartsWith("starg", StringComparison.Ordinal))
            {
                references++;
            }

            int operand = at;
            at += OperandLength(code, il, at);
            if (code.OperandType == OperandType.ShortInlineBrTarget)
                blockStarts.UnionWith([at, at + (sbyte)il[operand]]);
            else if (code.OperandType == OperandType.InlineBrTarget)
                blockStarts.UnionWith([at, at + BitConverter.ToInt32(il, operand)]);
            else if (code.OperandType == OperandType.InlineSwitch)
                blockStarts.UnionWith(Enumerable.Range(1, BitConverter.ToInt32(il, operand)).Select(index => at + BitConverter.ToInt32(il, operand + 4 * index)).Append(at));
        }

        return new MethodSize(name, il.Length, instructions, blockStarts.Count, locals, references);
    }

    private static int OperandLength(OpCode code, byte[] il, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
        _ => 4,
    };
}
