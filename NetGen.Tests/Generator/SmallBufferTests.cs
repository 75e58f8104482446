using System.Runtime.CompilerServices;
using NetGen.Generator.Writing;
using NetGen.Runtime;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>The generator does not reference the runtime, so it names the length of the runtime's buffer again.</summary>
public sealed class SmallBufferTests
{
    [Fact]
    public void Generator_KnowsTheLengthOfTheRuntimesBuffer()
    {
        Assert.Equal(SmallBuffer.Length, DoorText.SmallBufferLength);
        Assert.Equal(SmallBuffer.Length * sizeof(float), Unsafe.SizeOf<SmallBuffer>());
    }
}
