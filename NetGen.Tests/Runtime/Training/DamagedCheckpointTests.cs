using System.Buffers.Binary;
using System.Text;
using NetGen.Runtime.Training;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime.Training;

/// <summary>Files with a right checksum and nonsense inside are refused with one type of error, and never take more memory than they have bytes.</summary>
public class DamagedCheckpointTests
{
    private const int Header = 12;

    private static readonly Dataset Data = TrainerTests.Line(40);

    private static readonly TrainingOptions Options = new()
    {
        Epochs = 4, BatchSize = 8, EarlyStopping = new EarlyStopping { Patience = 9 }, Schedule = Schedule.ReduceOnPlateau(), Metrics = [Metric.R2],
    };

    private static byte[] Checkpoint()
    {
        using var stream = new MemoryStream();
        new Trainer(new LinearNetwork(3, 2), Options with { OnEpoch = state => { if (state.Progress.Epoch == 3) state.WriteCheckpoint(stream); } }).Fit(Data, Data);
        return stream.ToArray();
    }

    /// <summary>What a file holds, without its frame.</summary>
    private static byte[] ContentOf(byte[] file)
    {
        List<byte> content = [];
        for (int place = Header, length; (length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(place))) > 0; place += length)
            content.AddRange(file.AsSpan(place += sizeof(int), length));
        return [.. content];
    }

    /// <summary>A file of such content, with the right checksum.</summary>
    private static byte[] FileOf(byte[] content)
    {
        using var stream = new MemoryStream();
        CheckpointFile.Write(stream, writer => writer.Write(content));
        return stream.ToArray();
    }

    private static TrainingResult Resume(byte[] file, LinearNetwork network, TrainingOptions? options = null) =>
        new Trainer(network, options ?? Options).Resume(new MemoryStream(file), Data, Data);

    [Fact]
    public void Whatever_byte_is_another_it_is_refused_or_a_training_that_could_be()
    {
        byte[] content = ContentOf(Checkpoint());
        Resume(FileOf(content), new LinearNetwork(3, 2)).Epochs.ShouldBe(4);
        float[] before = new LinearNetwork(3, 2, seed: 5).Parameters.ToArray();
        int refused = 0;
        for (int i = 0; i < content.Length; i++)
        {
            foreach (byte change in (byte[])[0x01, 0x80, 0xFF])
            {
                byte[] damaged = [.. content];
                damaged[i] ^= change;
                var network = new LinearNetwork(3, 2, seed: 5);
                try
                {
                    Resume(FileOf(damaged), network);
                    network.Parameters.ToArray().ShouldAllBe(parameter => float.IsFinite(parameter));
                }
                catch (InvalidDataException)
                {
                    refused++;
                    Bits.Same(before, network.Parameters);
                }
            }
        }

        refused.ShouldBeGreaterThan(content.Length);
    }

    [Fact]
    public void Whatever_length_is_claimed_no_memory_is_taken_for_it()
    {
        byte[] file = Checkpoint(), content = ContentOf(file);
        foreach (int claim in new[] { int.MaxValue, int.MaxValue / 8, 1 << 28, -1, int.MinValue })
        {
            for (int i = 0; i <= content.Length - sizeof(int); i++)
            {
                byte[] damaged = [.. content];
                BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(i), claim);
                Measure(FileOf(damaged));
            }

            // The frame's own lengths.
            for (int i = Header; i <= file.Length - sizeof(int); i += i < Header + 4 ? 1 : 7)
            {
                byte[] damaged = [.. file];
                BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(i), claim);
                Measure(damaged);
            }
        }

        static void Measure(byte[] damaged)
        {
            var trainer = new Trainer(new LinearNetwork(3, 2), Options);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                trainer.Resume(new MemoryStream(damaged), Data, Data, cancellationToken: new CancellationToken(true));
            }
            catch (InvalidDataException)
            {
            }

            // Two blocks to read with, and what any call takes.
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(400_000);
        }
    }

    /// <summary>Places of the numbers behind the identity, whose length depends on the options.</summary>
    private static int PlaceOf(byte[] content, string what)
    {
        string[] names =
        [
            "epoch:4", "step:8", "skipped:8", "call epoch:4", "call step:8", "optimizer steps:8", "carried:8", "plateau factor:8", "plateau best:8", "bad epochs:4", "cooldown:4",
            "best epoch:4", "best value:8", "bad evaluations:4", "history:4",
        ];
        // The identity is a list of names and values.
        int place = sizeof(int);
        for (int texts = 2 * BinaryPrimitives.ReadInt32LittleEndian(content); texts > 0; texts--)
            place += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(place));
        foreach (string name in names)
        {
            if (name.StartsWith(what + ":", StringComparison.Ordinal))
                return place;
            place += name[^1] - '0';
        }

        throw new ArgumentException(what);
    }

    [Theory]
    [InlineData("epoch", 0)]
    [InlineData("epoch", 16)]
    [InlineData("epoch", -1)]
    [InlineData("step", 2L)]
    [InlineData("step", -1L)]
    [InlineData("skipped", 16L)]
    [InlineData("call epoch", 4)]
    [InlineData("call epoch", 1)]
    [InlineData("call step", 15L)]
    [InlineData("optimizer steps", 16L)]
    [InlineData("optimizer steps", -1L)]
    [InlineData("carried", double.NaN)]
    [InlineData("carried", 1.5)]
    [InlineData("plateau factor", -0.5)]
    [InlineData("plateau factor", double.NaN)]
    [InlineData("plateau best", double.NaN)]
    [InlineData("bad epochs", 4)]
    [InlineData("cooldown", -1)]
    [InlineData("best epoch", 4)]
    [InlineData("best epoch", 0)]
    [InlineData("best value", double.NaN)]
    [InlineData("bad evaluations", 4)]
    [InlineData("history", 2)]
    [InlineData("history", 4)]
    public void Numbers_that_contradict_each_other_are_refused(string what, object value)
    {
        byte[] content = ContentOf(Checkpoint());
        Span<byte> place = content.AsSpan(PlaceOf(content, what));
        if (value is int number)
            BinaryPrimitives.WriteInt32LittleEndian(place, number);
        else if (value is long large)
            BinaryPrimitives.WriteInt64LittleEndian(place, large);
        else
            BinaryPrimitives.WriteDoubleLittleEndian(place, (double)value);
        Should.Throw<InvalidDataException>(() => Resume(FileOf(content), new LinearNetwork(3, 2))).Message.ShouldContain("damaged");
    }

    [Fact]
    public void Blocks_of_floats_with_what_cannot_be_there_are_refused()
    {
        // From the end: the best weights, the mark that they follow, Adam's two slots, the parameters.
        byte[] content = ContentOf(Checkpoint());
        const int block = 8 * sizeof(float);
        void Refused(int place, float value, string message)
        {
            byte[] damaged = [.. content];
            BinaryPrimitives.WriteSingleLittleEndian(damaged.AsSpan(damaged.Length + place), value);
            Should.Throw<InvalidDataException>(() => Resume(FileOf(damaged), new LinearNetwork(3, 2))).Message.ShouldContain(message);
        }

        Refused(-block, float.NaN, "the best weights of layer 'Dense1' are NaN");
        Refused(-4, float.PositiveInfinity, "one of the best weights is infinite");
        Refused(-2 * block - 1, float.NaN, "the optimizer's numbers of layer 'Dense1' are NaN");
        Refused(-2 * block - 1, -1e-20f, "the optimizer's numbers of layer 'Dense1' are negative");
        Refused(-3 * block - 1, float.NaN, "the optimizer's numbers of layer 'Dense1' are NaN");
        Refused(-4 * block - 1, float.NaN, "the parameters of layer 'Dense1' are NaN");
        Refused(-4 * block - 1, float.NegativeInfinity, "a parameter is infinite");

        byte[] unmarked = [.. content];
        unmarked[^(block + 1)] = 0;
        Should.Throw<InvalidDataException>(() => Resume(FileOf(unmarked[..^block]), new LinearNetwork(3, 2))).Message.ShouldContain("no best weights");
        Should.Throw<InvalidDataException>(() => Resume(FileOf([.. content, 0]), new LinearNetwork(3, 2))).Message.ShouldContain("more behind its end");
        Should.Throw<InvalidDataException>(() => Resume(FileOf(content[..^1]), new LinearNetwork(3, 2))).Message.ShouldContain("damaged");
        Should.Throw<InvalidDataException>(() => Resume(FileOf([]), new LinearNetwork(3, 2))).Message.ShouldContain("damaged");
    }

    [Fact]
    public void What_is_no_checkpoint_is_said_to_be_none()
    {
        void Refused(byte[] file, string message) => Should.Throw<InvalidDataException>(() => Resume(file, new LinearNetwork(3, 2))).Message.ShouldContain(message);
        Refused([], "no checkpoint");
        Refused(Encoding.UTF8.GetBytes("a picture of a cat"), "no checkpoint");
        byte[] file = Checkpoint();
        Refused(file[..10], "cut off");
        file[8] = 9;
        Refused(file, "version 2, but this is one of version 9");
    }

    [Fact]
    public void A_stream_is_read_from_where_it_is_to_the_checkpoints_end_even_if_it_cannot_seek()
    {
        byte[] file = Checkpoint();
        LinearNetwork whole = new(3, 2), seeks = new(3, 2, seed: 5), reads = new(3, 2, seed: 5);
        Resume(file, whole);
        using var stream = new MemoryStream([1, 2, 3, .. file, 4, 5]);
        stream.Position = 3;
        new Trainer(seeks, Options).Resume(stream, Data, Data);
        stream.ReadByte().ShouldBe(4);
        using var forward = new ForwardStream(file);
        new Trainer(reads, Options).Resume(forward, Data, Data);
        Bits.Same(whole.Parameters, seeks.Parameters);
        Bits.Same(whole.Parameters, reads.Parameters);
        file[^20] ^= 1;
        using var damaged = new ForwardStream(file);
        Should.Throw<InvalidDataException>(() => new Trainer(reads, Options).Resume(damaged, Data, Data));
    }

    /// <summary>Gives a few bytes at a time and goes forward only, as a network does.</summary>
    private sealed class ForwardStream(byte[] bytes) : Stream
    {
        private int _next;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            count = Math.Min(Math.Min(count, 5), bytes.Length - _next);
            bytes.AsSpan(_next, count).CopyTo(buffer.AsSpan(offset));
            _next += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
