using System.Text.Json;
using NetGen.Runtime.Losses;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class LossTests
{
    private delegate float Evaluation(ReadOnlySpan<float> output, ReadOnlySpan<float> target);
    private delegate float Differentiation(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient);

    private static (Evaluation Evaluate, Differentiation Backward) Find(string loss, JsonElement golden)
    {
        float delta = golden.TryGetProperty("delta", out JsonElement d) ? (float)d.GetDouble() : 0;
        float margin = golden.TryGetProperty("margin", out JsonElement m) ? (float)m.GetDouble() : 0;
        return loss switch
        {
            "MeanSquaredError" => (MeanSquaredError.Evaluate, MeanSquaredError.Backward),
            "SumOfSquares" => (SumOfSquares.Evaluate, SumOfSquares.Backward),
            "HalfSumOfSquares" => (HalfSumOfSquares.Evaluate, HalfSumOfSquares.Backward),
            "MeanAbsoluteError" => (MeanAbsoluteError.Evaluate, MeanAbsoluteError.Backward),
            "Huber" => ((y, t) => Huber.Evaluate(y, t, delta), (y, t, g) => Huber.Backward(y, t, g, delta)),
            "BinaryCrossEntropy" => (BinaryCrossEntropy.Evaluate, BinaryCrossEntropy.Backward),
            "CrossEntropy" => (CrossEntropy.Evaluate, CrossEntropy.Backward),
            "Hinge" => ((y, t) => Hinge.Evaluate(y, t, margin), (y, t, g) => Hinge.Backward(y, t, g, margin)),
            "SquaredHinge" => ((y, t) => SquaredHinge.Evaluate(y, t, margin), (y, t, g) => SquaredHinge.Backward(y, t, g, margin)),
            "KullbackLeibler" => (KullbackLeibler.Evaluate, KullbackLeibler.Backward),
            _ => throw new ArgumentException($"No loss {loss}."),
        };
    }

    [Fact]
    public void Values_and_gradients_equal_PyTorch()
    {
        foreach (JsonElement golden in GoldenFile.Read("losses.json").EnumerateArray())
        {
            string loss = golden.GetProperty("loss").GetString()!;
            float[] output = golden.Floats("output"), target = golden.Floats("target"), gradient = new float[output.Length];
            double[] expected = golden.Doubles("gradient");
            double value = golden.GetProperty("value").GetDouble();
            string where = $"{loss} of {output.Length} outputs [{string.Join(", ", output)}] and targets [{string.Join(", ", target)}]";
            (Evaluation evaluate, Differentiation backward) = Find(loss, golden);

            // A loss that is a difference of larger terms is as exact as those terms.
            double size = Math.Max(Math.Abs(value), loss == "KullbackLeibler" ? 1 : 0);
            ((double)evaluate(output, target)).ShouldBe(value, 2e-6 * size + 1e-30, where);
            ((double)backward(output, target, gradient)).ShouldBe(value, 2e-6 * size + 1e-30, where);
            for (int i = 0; i < gradient.Length; i++)
                ((double)gradient[i]).ShouldBe(expected[i], 1e-6 * Math.Max(Math.Abs(expected[i]), 0.1), $"∂/∂y[{i}] of {where}");

            // The gradient may be written over the outputs.
            backward(output, target, output).ShouldBe(backward(golden.Floats("output"), target, new float[output.Length]));
            output.ShouldBe(gradient);
        }
    }

    [Fact]
    public void Nothing_beyond_the_last_output_is_written()
    {
        var random = new Random(3);
        foreach (string loss in Enum.GetNames<Loss>().Where(name => name != "None"))
        {
            (_, Differentiation backward) = Find(loss, JsonDocument.Parse("""{"delta": 1, "margin": 1}""").RootElement);
            for (int n = 1; n <= 40; n++)
            {
                float[] output = new float[n], target = new float[n], room = new float[n + 20];
                for (int i = 0; i < n; i++)
                    (output[i], target[i]) = (random.NextSingle(), random.NextSingle());
                Array.Fill(room, 77f);
                backward(output, target, room.AsSpan(3, n));
                room[..3].ShouldAllBe(v => v == 77f);
                room[(3 + n)..].ShouldAllBe(v => v == 77f, loss);
            }
        }
    }

    [Fact]
    public void A_NaN_output_is_never_hidden()
    {
        foreach (string loss in Enum.GetNames<Loss>().Where(name => name != "None"))
        {
            (Evaluation evaluate, Differentiation backward) = Find(loss, JsonDocument.Parse("""{"delta": 1, "margin": 1}""").RootElement);
            foreach (int n in new[] { 2, 3, 8, 10, 19 })
            {
                for (int at = 0; at < n; at++)
                {
                    float[] output = new float[n], target = new float[n];
                    output[at] = float.NaN;
                    target[n / 2] = 1;
                    evaluate(output, target).ShouldBe(float.NaN, $"{loss}, {at} of {n}");
                    backward(output, target, new float[n]).ShouldBe(float.NaN, $"{loss}, {at} of {n}");
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_of_cross_entropy_equal_single_ones_times_their_weights(bool isWeighted)
    {
        var random = new Random(1);
        for (int size = 1; size <= 34; size++)
        {
            for (int rows = 1; rows <= 9; rows++)
            {
                int stride = (size + 15) / 16 * 16;
                float[] logits = [.. Enumerable.Range(0, rows * stride).Select(_ => random.NextSingle() * 40 - 20)];
                float[] targets = [.. Enumerable.Range(0, rows * size).Select(_ => random.NextSingle())];
                float[] weights = isWeighted ? [.. Enumerable.Range(0, rows).Select(_ => random.NextSingle() * 3)] : [];
                float[] gradients = [.. Enumerable.Repeat(7f, rows * stride)], row = new float[size];
                float loss = CrossEntropy.BackwardRows(ref logits[0], ref targets[0], ref gradients[0], (nuint)size, (nuint)rows, (nuint)stride, weights);
                float unweighted = 0, expected = 0;
                for (int r = 0; r < rows; r++)
                {
                    float weight = isWeighted ? weights[r] : 1, one = CrossEntropy.Backward(logits.AsSpan(r * stride, size), targets.AsSpan(r * size, size), row);
                    (unweighted, expected) = (unweighted + one, expected + weight * one);
                    for (int i = 0; i < stride; i++)
                        gradients[r * stride + i].ShouldBe(i < size ? weight * row[i] : 7, 1e-5f, $"size {size}, row {r} of {rows}, {i}");
                }

                loss.ShouldBe(expected, 1e-5f * MathF.Abs(expected) + 1e-6f, $"size {size}, {rows} rows");
                CrossEntropy.EvaluateRows(ref logits[0], ref targets[0], (nuint)size, (nuint)rows, (nuint)stride, default)
                    .ShouldBe(unweighted, 1e-5f * MathF.Abs(unweighted) + 1e-6f, $"size {size}, {rows} rows");
            }
        }
    }

    [Fact]
    public void Wrong_lengths_are_refused_and_named()
    {
        Should.Throw<ArgumentException>(() => MeanSquaredError.Evaluate(new float[2], new float[3])).Message.ShouldContain("2 targets");
        Should.Throw<ArgumentException>(() => CrossEntropy.Backward(new float[3], new float[3], new float[2])).ParamName.ShouldBe("gradient");
        Should.Throw<ArgumentException>(() => Hinge.Evaluate([], [], 1)).ParamName.ShouldBe("output");
    }
}
