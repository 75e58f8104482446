using NetGen.Runtime;
using NetGen.Runtime.Randomness;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class InitializerTests
{
    private const int Inputs = 300, Outputs = 200;

    private static float[] Draw(Initializer initializer, float scale = 0, int seed = 1, string name = "Dense1", bool isInputMajor = false)
    {
        float[] block = new float[Inputs * Outputs + Outputs];
        var layer = new LayerInfo
        {
            Name = name, Kind = "Dense", InputSize = Inputs, OutputSize = Outputs, Tensors = DenseLayers.Tensors(Inputs, Outputs, isInputMajor: isInputMajor),
        };
        TensorInitializer.Draw(layer, 0, block, initializer, scale, Inputs, Outputs, seed);
        return new LayerView(layer, block)["weight"].ToArray();
    }

    [Theory]
    [InlineData(Initializer.HeNormal, 2.0 / Inputs)]
    [InlineData(Initializer.HeUniform, 2.0 / Inputs)]
    [InlineData(Initializer.GlorotNormal, 2.0 / (Inputs + Outputs))]
    [InlineData(Initializer.GlorotUniform, 2.0 / (Inputs + Outputs))]
    [InlineData(Initializer.LeCunNormal, 1.0 / Inputs)]
    [InlineData(Initializer.LeCunUniform, 1.0 / Inputs)]
    [InlineData(Initializer.Normal, 0.3 * 0.3)]
    [InlineData(Initializer.Uniform, 0.3 * 0.3 / 3)]
    public void Mean_and_variance_are_those_of_the_formula(Initializer initializer, double variance)
    {
        float[] weights = Draw(initializer, 0.3f);
        double mean = weights.Average(w => (double)w), measured = weights.Average(w => w * (double)w);
        // 60,000 draws: three standard errors are 1.2 % of σ for the mean and 1.7 % for the variance.
        mean.ShouldBe(0, 0.013 * Math.Sqrt(variance));
        measured.ShouldBe(variance, 0.018 * variance);
        bool uniform = initializer.ToString().EndsWith("Uniform");
        ((double)weights.Max()).ShouldBe(uniform ? Math.Sqrt(3 * variance) : 4.2 * Math.Sqrt(variance), (uniform ? 0.01 : 0.8) * Math.Sqrt(variance));
    }

    [Fact]
    public void Zeros_and_constant_are_exact()
    {
        Draw(Initializer.Zeros, 9).ShouldAllBe(w => w == 0);
        Draw(Initializer.Constant, 0.7f).ShouldAllBe(w => w == 0.7f);
    }

    [Fact]
    public void Default_must_have_been_resolved() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Draw(Initializer.Default)).ParamName.ShouldBe("initializer");

    [Fact]
    public void The_layout_does_not_change_the_weights() =>
        Draw(Initializer.HeNormal, isInputMajor: true).ShouldBe(Draw(Initializer.HeNormal));

    [Fact]
    public void The_same_key_gives_the_same_bits_and_another_key_others()
    {
        float[] weights = Draw(Initializer.HeNormal);
        Draw(Initializer.HeNormal).ShouldBe(weights);
        Draw(Initializer.HeNormal, seed: 2)[0].ShouldNotBe(weights[0]);
        Draw(Initializer.HeNormal, name: "Dense2")[0].ShouldNotBe(weights[0]);
        Draw(Initializer.HeNormal, seed: -1)[0].ShouldNotBe(weights[0]);
    }

    [Fact]
    public void Draws_are_frozen_for_all_time()
    {
        var random = new RandomBits(42, 7);
        string first = string.Join(' ', Enumerable.Range(0, 3).Select(_ => random.Next().ToString("x16")));
        first.ShouldBe(FirstDraws);
        Draw(Initializer.HeNormal)[..3].ShouldBe(FirstWeights);
    }

    private const string FirstDraws = "345700039a1d3713 e43d8de243f4614f 081ec2ed69ec4a92";
    private static readonly float[] FirstWeights = [-0.0983761f, 0.06772406f, 0.067398034f];

    [Theory] // scipy.stats.norm.ppf
    [InlineData(1e-300, -37.0470962993612)]
    [InlineData(1e-16, -8.222082216130435)]
    [InlineData(1e-9, -5.9978070150076865)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(0.074, -1.4466320671589785)]
    [InlineData(0.076, -1.4325027208258116)]
    [InlineData(0.3, -0.5244005127080409)]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.999999, 4.753424308817087)]
    public void Normal_quantiles_have_seven_digits(double probability, double expected) =>
        NormalDistribution.Quantile(probability).ShouldBe(expected, 2e-7 * Math.Max(Math.Abs(expected), 0.1));

    [Fact]
    public void Whole_numbers_below_a_limit_are_equally_likely()
    {
        var random = new RandomBits(5);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.NextBelow(7)]++;
        counts.ShouldAllBe(c => Math.Abs(c - 10_000) < 400);
        random.NextBelow(1).ShouldBe(0);
    }
}
