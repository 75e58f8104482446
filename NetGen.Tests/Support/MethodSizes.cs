using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NetGen.Tests.Support;

/// <summary>What RyuJIT counts before it gives up optimizing a method (jit/compiler.h, DEFAULT_MIN_OPTS_*).</summary>
internal sealed record MethodSize(string Name, int Bytes, int Instructions, int Blocks, int Locals, int LocalReferences)
{
    /// <summary>From here on a method is compiled without optimization.</summary>
    public static MethodSize Limit { get; } = new("limit", 60_000, 20_000, 2_000, 2_000, 8_000);

    public bool IsWithin(MethodSize limit) =>
        Bytes < limit.Bytes && Instructions < limit.Instructions && Blocks < limit.Blocks && Locals < limit.Locals && LocalReferences < limit.LocalReferences;
}

/// <summary>Reads the sizes of all methods out of an assembly's IL.</summary>
internal static class MethodSizes
{
    private static readonly Dictionary<ushort, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (ushort)code.Value);

    /// <summary>The methods of all types whose namespace begins with <paramref name="space"/>, nested types included.</summary>
    public static IReadOnlyList<MethodSize> Of(ImmutableArray<byte> image, string space)
    {
        using var file = new PEReader(image);
        MetadataReader metadata = file.GetMetadataReader();
        var sizes = new List<MethodSize>();
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            TypeDefinition type = metadata.GetTypeDefinition(method.GetDeclaringType());
            string name = metadata.GetString(type.Name);
            while (!type.GetDeclaringType().IsNil)
                type = metadata.GetTypeDefinition(type.GetDeclaringType());
            if (method.RelativeVirtualAddress == 0 || !metadata.GetString(type.Namespace).StartsWith(space, StringComparison.Ordinal))
                continue;
            MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
            sizes.Add(Measure($"{name}.{metadata.GetString(method.Name)}", body, LocalsOf(metadata, body) + ParametersOf(metadata, method)));
        }

        return sizes;
    }

    private static int LocalsOf(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
            return 0;
        BlobReader reader = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        reader.ReadSignatureHeader();
        return reader.ReadCompressedInteger();
    }

    private static int ParametersOf(MetadataReader metadata, MethodDefinition method)
    {
        BlobReader reader = metadata.GetBlobReader(method.Signature);
        SignatureHeader header = reader.ReadSignatureHeader();
        if (header.IsGeneric)
            reader.ReadCompressedInteger();
        return reader.ReadCompressedInteger() + (header.IsInstance ? 1 : 0);
    }

    private static MethodSize Measure(string name, MethodBodyBlock body, int locals)
    {
        BlobReader il = body.GetILReader();
        int instructions = 0, references = 0;
        var leaders = new HashSet<int> { 0 };
        while (il.RemainingBytes > 0)
        {
            ushort value = il.ReadByte();
            if (value == 0xFE)
                value = (ushort)(0xFE00 | il.ReadByte());
            OpCode code = OpCodes[value];
            instructions++;
            if (code.Name!.StartsWith("ldloc", StringComparison.Ordinal) || code.Name.StartsWith("stloc", StringComparison.Ordinal)
                || code.Name.StartsWith("ldarg", StringComparison.Ordinal) || code.Name.StartsWith("starg", StringComparison.Ordinal))
            {
                references++;
            }

            switch (code.OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget:
                    int near = il.ReadSByte();
                    leaders.Add(il.Offset + near);
                    break;
                case OperandType.InlineBrTarget:
                    int far = il.ReadInt32();
                    leaders.Add(il.Offset + far);
                    break;
                case OperandType.InlineSwitch:
                    int[] targets = new int[il.ReadInt32()];
                    for (int i = 0; i < targets.Length; i++)
                        targets[i] = il.ReadInt32();
                    leaders.UnionWith(targets.Select(target => il.Offset + target));
                    break;
                case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    il.ReadByte();
                    break;
                case OperandType.InlineVar:
                    il.ReadInt16();
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    il.ReadInt64();
                    break;
                default:
                    il.ReadInt32();
                    break;
            }

            if (code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
                leaders.Add(il.Offset);
        }

        return new MethodSize(name, il.Length, instructions, leaders.Count, locals, references);
    }
}
