using NetGen.Build;
using NetGen.Runtime;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Serialization;

/// <summary>What the build step reads is what the runtime reads, and a stale pair does not load.</summary>
public sealed class EmbeddedWeightsTests
{
    [Fact]
    public void BothHashesAreTheSame()
    {
        var random = new Random(5);
        for (int length = 0; length < 70; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            var built = new NetGen.Build.ContentHash();
            int half = random.Next(length + 1);
            built.Add(bytes, half);
            built.Add(bytes[half..], length - half);
            built.Text.ShouldBe(NetGen.Runtime.Serialization.ContentHash.Of(bytes));
        }
    }

    [Fact]
    public void TheBuildStepTellsWhatStandsInAFile()
    {
        string path = Path.GetTempFileName();
        new NamedNetwork(seed: 3).Save(path);
        string text = WeightsSource.Of("policy.safetensors", "NetGen/policy.safetensors", path);
        text.ShouldContain("F32 [33,7] ");
        text.ShouldContain("Dense1.weight");
        text.ShouldContain(NetGen.Runtime.Serialization.ContentHash.Of(File.ReadAllBytes(path)));
        byte[] file = File.ReadAllBytes(path);
        File.WriteAllBytes(path, file[..^4]);
        WeightsSource.Of("policy.safetensors", "", path).ShouldContain("it was cut off");
        File.Delete(path);
        WeightsSource.Of("policy.safetensors", "", path).ShouldContain("it cannot be read");
    }

    [Fact]
    public void MutatedFilesAreReadOrRefused()
    {
        string path = Path.GetTempFileName();
        new SmallNetwork(seed: 3).Save(path);
        byte[] file = File.ReadAllBytes(path);
        var random = new Random(7);
        for (int i = 0; i < 500; i++)
        {
            byte[] mutated = [.. file];
            for (int change = random.Next(1, 4); change > 0; change--)
                mutated[random.Next(mutated.Length / 2)] = (byte)random.Next(256);
            File.WriteAllBytes(path, mutated);
            Should.NotThrow(() => WeightsSource.Of("a.safetensors", "NetGen/a.safetensors", path));
        }

        File.Delete(path);
    }

    [Fact]
    public void AResourceThatIsNotThereOrAnotherDoesNotLoad()
    {
        LayerInfo[] layers = new SmallNetwork().GetLayers();
        var missing = new EmbeddedWeights(typeof(EmbeddedWeightsTests), "a.safetensors", "NetGen/a.safetensors", "0", "", 2, 1, SmallNetwork.ParameterCount, 0, () => layers);
        Should.Throw<WeightsException>(() => missing.Copy()).Problem.ShouldBe(WeightsProblem.OtherFile);
        string any = typeof(EmbeddedWeightsTests).Assembly.GetManifestResourceNames().FirstOrDefault() ?? "";
        if (any.Length > 0)
        {
            var other = new EmbeddedWeights(typeof(EmbeddedWeightsTests), "a.safetensors", any, "0", "", 2, 1, SmallNetwork.ParameterCount, 0, () => layers);
            Should.Throw<WeightsException>(() => other.Copy()).Message.ShouldContain("hash");
        }
    }
}

file static class Layers
{
    public static LayerInfo[] GetLayers(this INeuralNetwork network) => network.Layers.ToArray();
}
