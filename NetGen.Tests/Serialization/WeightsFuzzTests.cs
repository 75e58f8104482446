using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Serialization;

/// <summary>A hundred thousand mutations of valid files: each loads or is a <see cref="WeightsException"/>, and none allocates more than files of their size deserve.</summary>
public sealed class WeightsFuzzTests
{
    private const int Mutations = 100_000, Seed = 20_251;

    // What an exception and its message take, a stack trace included.
    private const int Overhead = 16 << 10;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "0", "9", "-", "1e3", "99999999999", "null", "true", "F32", "F64", "F16", "BF16", "I64", "BOOL", "F4", "weight", "bias",
        "hidden", "output", "__metadata__", "dtype", "shape", "data_offsets", "\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},", " ", "\0", "é",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Mutated_files_load_or_are_refused(bool oneWay)
    {
        var network = new SmallNetwork(seed: 1);
        var random = new Random(Seed + (oneWay ? 1 : 0));
        byte[][] files = [new SmallNetwork(seed: 3).Save(), WeightsText.File(("hidden.weight", "F16", [3, 2], new byte[12]), ("hidden.bias", "F64", [3], new byte[24]), ("output.weight", "BF16", [1, 3], new byte[6]), ("output.bias", "F32", [1], new byte[4]))];
        var options = new[] { new LoadOptions(), new LoadOptions { ByOrder = true }, new LoadOptions { AllowUnused = true, AllowMissing = true, AllowNonFinite = true }, new LoadOptions { Prefix = "hidden" } };
        int loaded = 0, refused = 0;
        float[] before = new float[SmallNetwork.ParameterCount];
        for (int i = 0; i < Mutations / 2; i++)
        {
            byte[] file = Mutate(files[i % files.Length], random);
            network.Parameters.CopyTo(before);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                if (oneWay)
                    network.Load(new OneWayStream(new MemoryStream(file), 1 + i % 64), options[i % 4]);
                else
                    network.LoadFrom(file, options[i % 4]);
                loaded++;
            }
            catch (WeightsException)
            {
                refused++;
                network.Parameters.SequenceEqual(before).ShouldBeTrue($"mutation {i} of seed {Seed}");
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            allocated.ShouldBeLessThan(Overhead + 32 * file.Length + (oneWay ? 1 << 16 : 0), $"mutation {i} of seed {Seed}");
        }

        loaded.ShouldBeGreaterThan(500);
        refused.ShouldBeGreaterThan(10_000);
    }

    private static byte[] Mutate(byte[] valid, Random random)
    {
        List<byte> file = [.. valid];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int headerEnd = Math.Min(8 + WeightsText.HeaderLength(valid), file.Count);
            int at = random.Next(4) == 0 ? random.Next(file.Count + 1) : random.Next(Math.Min(8, file.Count), headerEnd + 1);
            switch (random.Next(8))
            {
                case 0 when at < file.Count:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file.RemoveRange(at, Math.Min(random.Next(1, 9), file.Count - at));
                    break;
                case 2:
                    file.RemoveRange(at, file.Count - at);
                    break;
                case 3:
                    file.Insert(random.Next(2) == 0 ? file.Count : at, (byte)random.Next(256));
                    break;
                case 4 when file.Count >= 8:
                    file[random.Next(8)] = (byte)random.Next(256);
                    break;
                case 5 when FindDigit(file, at) is >= 0 and int digit:
                    file[digit] = (byte)('0' + random.Next(10));
                    break;
                default:
                    byte[] piece = System.Text.Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]);
                    if (random.Next(2) == 0)
                        file.RemoveRange(at, Math.Min(piece.Length, file.Count - at));
                    file.InsertRange(at, piece);
                    break;
            }

            // Often the length is right, so that what is behind it is read.
            if (random.Next(2) == 0 && file.Count >= 8)
                System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(file), Math.Max(file.Count - 8 - WeightsText.Data(valid).Length, 0));
        }

        return [.. file];
    }

    private static int FindDigit(List<byte> file, int from)
    {
        for (int i = Math.Max(from, 8); i < file.Count; i++)
        {
            if (char.IsAsciiDigit((char)file[i]))
                return i;
        }

        return -1;
    }
}
