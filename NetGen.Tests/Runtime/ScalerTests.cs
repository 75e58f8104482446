using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class ScalerTests
{
    private static Dataset Uneven(int rows = 50)
    {
        var random = new Random(2);
        float[] inputs = new float[rows * 3];
        for (int row = 0; row < rows; row++)
        {
            inputs[row * 3] = 1000 + random.NextSingle();
            inputs[row * 3 + 1] = random.NextSingle() * 1e-3f;
            inputs[row * 3 + 2] = 7;
        }

        return new Dataset(inputs, new float[rows], 3, 1);
    }

    private static float[] Inputs(Dataset data) => [.. Enumerable.Range(0, data.Count).SelectMany(row => data.Input(row).ToArray())];

    [Fact]
    public void Standardized_inputs_have_mean_0_and_deviation_1()
    {
        Dataset data = Uneven();
        float[] scaled = Inputs(data);
        Standardizer.Fit(data).Transform(scaled);
        for (int i = 0; i < 2; i++)
        {
            double[] column = [.. Enumerable.Range(0, 50).Select(row => (double)scaled[row * 3 + i])];
            column.Average().ShouldBe(0, 1e-3);
            Math.Sqrt(column.Average(v => v * v)).ShouldBe(1, 1e-3);
        }

        Enumerable.Range(0, 50).ShouldAllBe(row => scaled[row * 3 + 2] == 0);
    }

    [Fact]
    public void Scaled_inputs_lie_from_0_to_1()
    {
        Dataset data = Uneven();
        float[] scaled = Inputs(data);
        MinMaxScaler.Fit(data).Transform(scaled);
        for (int i = 0; i < 2; i++)
        {
            float[] column = [.. Enumerable.Range(0, 50).Select(row => scaled[row * 3 + i])];
            column.Min().ShouldBe(0);
            column.Max().ShouldBe(1, 1e-6f);
        }

        Enumerable.Range(0, 50).ShouldAllBe(row => scaled[row * 3 + 2] == 0);
    }

    [Fact]
    public void The_inverse_brings_inputs_back()
    {
        Dataset data = Uneven();
        foreach (InputScaler scaler in new InputScaler[] { Standardizer.Fit(data), MinMaxScaler.Fit(data) })
        {
            float[] values = Inputs(data);
            scaler.Transform(values);
            scaler.InverseTransform(values);
            for (int i = 0; i < values.Length; i++)
                values[i].ShouldBe(Inputs(data)[i], 1e-4f * MathF.Abs(Inputs(data)[i]) + 1e-9f);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folded_network_takes_inputs_as_they_come(bool isInputMajor)
    {
        Dataset data = TrainerTests.Line(20);
        foreach (InputScaler scaler in new InputScaler[] { Standardizer.Fit(data), MinMaxScaler.Fit(data) })
        {
            var network = new LinearNetwork(3, 2, change: layer => layer.WithLayout(isInputMajor));
            float[] scaled = Inputs(data), expected = new float[40], actual = new float[40];
            scaler.Transform(scaled);
            network.ForwardBatch(scaled, expected);
            scaler.FoldInto(new LayerView(network.Layers[0], network.Parameters));
            network.ForwardBatch(Inputs(data), actual);
            for (int i = 0; i < actual.Length; i++)
                actual[i].ShouldBe(expected[i], 1e-5f);
        }
    }

    [Fact]
    public void Scalers_are_saved_and_loaded_to_the_same_bits()
    {
        foreach (InputScaler scaler in new InputScaler[] { Standardizer.Fit(Uneven()), MinMaxScaler.Fit(Uneven()) })
        {
            using var stream = new MemoryStream();
            stream.WriteByte(9);
            scaler.Save(stream);
            byte[] saved = stream.ToArray()[1..];
            InputScaler loaded = InputScaler.Load(new MemoryStream(saved));
            loaded.GetType().ShouldBe(scaler.GetType());
            loaded.Offsets.ToArray().ShouldBe(scaler.Offsets.ToArray());
            loaded.Factors.ToArray().ShouldBe(scaler.Factors.ToArray());

            for (int cut = 0; cut < saved.Length; cut++)
                Should.Throw<InvalidDataException>(() => InputScaler.Load(new MemoryStream(saved[..cut])));
            for (int i = 0; i < saved.Length; i++)
            {
                byte[] damaged = [.. saved];
                damaged[i] ^= 0x41;
                Should.Throw<InvalidDataException>(() => InputScaler.Load(new MemoryStream(damaged)), $"byte {i}");
            }
        }
    }

    [Fact]
    public void A_dataset_is_scaled_as_its_rows_are()
    {
        Dataset data = Uneven();
        float[] before = Inputs(data), scaled = Inputs(data);
        Standardizer scaler = Standardizer.Fit(data);
        scaler.Transform(scaled);
        Inputs(scaler.Transform(data)).ShouldBe(scaled);
        Inputs(data).ShouldBe(before);

        Dataset view = Dataset.FromLabels(before, [.. Enumerable.Range(0, 50).Select(row => row % 4)], 3, 4).Select([7, 3, 7]).WithWeights([1, 2, 3]);
        Dataset transformed = scaler.Transform(view);
        (transformed.Count, transformed.HasLabels, transformed.OutputSize).ShouldBe((3, true, 4));
        for (int row = 0; row < 3; row++)
        {
            transformed.Input(row).ToArray().ShouldBe(scaled[(view.Label(row) == 3 && row != 1 ? 21 : 9)..][..3]);
            transformed.Label(row).ShouldBe(view.Label(row));
            transformed.Target(row).ToArray().ShouldBe(view.Target(row).ToArray());
            transformed.Weight(row).ShouldBe(row + 1);
        }

        var targets = new Dataset(before, [.. Enumerable.Range(0, 100).Select(i => (float)i)], 3, 2);
        scaler.Transform(targets.Skip(10)).Target(1).ToArray().ShouldBe([22, 23]);
        Should.Throw<ArgumentException>(() => scaler.Transform(new Dataset([1, 2], [1], 2, 1))).Message.ShouldContain("for 3 inputs");
    }

    [Theory]
    [InlineData(-float.MaxValue, float.MaxValue)]
    [InlineData(1e38f, 3e38f)]
    [InlineData(0, 1e-36f)]
    [InlineData(-1e-38f, 1e-38f)]
    [InlineData(0, float.Epsilon)]
    [InlineData(1e-41f, 3e-41f)]
    public void Smallest_and_largest_numbers_stay_finite_or_are_refused(float least, float largest)
    {
        var data = new Dataset([least, largest, least, largest], new float[4], 1, 1);
        foreach (Func<Dataset, InputScaler> fit in new Func<Dataset, InputScaler>[] { Standardizer.Fit, MinMaxScaler.Fit })
        {
            InputScaler scaler;
            try
            {
                scaler = fit(data);
            }
            catch (ArgumentException exception)
            {
                largest.ShouldBeLessThan(1e-37f);
                exception.Message.ShouldContain("Input 0 varies by no more than");
                continue;
            }

            float[] values = Inputs(data);
            scaler.Transform(values);
            values.ShouldAllBe(value => float.IsFinite(value) && MathF.Abs(value) < 1.001f);
            (values[1] - values[0]).ShouldBeGreaterThan(0.99f);
            scaler.InverseTransform(values);
            values.ShouldAllBe(value => float.IsFinite(value));
            for (int i = 0; i < values.Length; i++)
                ((double)values[i]).ShouldBe(data.Input(i)[0], 1e-4 * ((double)largest - least));
        }
    }

    [Fact]
    public void An_input_that_would_become_infinite_is_refused_and_nothing_changed()
    {
        Standardizer scaler = Standardizer.Fit(new Dataset([0, 1e-30f], [0, 0], 1, 1));
        float[] values = [0, 1e30f];
        Should.Throw<ArgumentException>(() => scaler.Transform(values)).Message.ShouldContain("Input 0 of row 1");
        values.ShouldBe([0, 1e30f]);
    }

    [Fact]
    public void Misuse_is_refused_and_named()
    {
        Standardizer scaler = Standardizer.Fit(Uneven());
        Should.Throw<ArgumentException>(() => scaler.Transform(new float[4])).Message.ShouldContain("4 is no multiple of 3");
        var narrow = new LinearNetwork(2, 2);
        Should.Throw<ArgumentException>(() => scaler.FoldInto(new LayerView(narrow.Layers[0], narrow.Parameters))).Message.ShouldContain("for 3 inputs");
        var bare = new LayerInfo { Name = "Dense1", Kind = "Dense", InputSize = 3, OutputSize = 1, Tensors = DenseLayers.Tensors(3, 1)[..1] };
        Should.Throw<InvalidOperationException>(() => scaler.FoldInto(new LayerView(bare, new float[3])));
        Should.Throw<ArgumentException>(() => Standardizer.Fit(new Dataset([1, float.NaN], [0, 0], 1, 1))).Message.ShouldContain("input 0 of row 1 is NaN");
    }
}
