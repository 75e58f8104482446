using Xunit;

namespace NetGen.Tests.Support;

/// <summary>What a network does with arguments that cannot give a result: numbers that are none, and memory that is read and written at once.</summary>
internal static class NetworkDoors
{
    /// <summary>A loss that is no number is returned, and no step is taken from it.</summary>
    public static void NotANumber(NetworkCase one)
    {
        float[] before = one.Network.Parameters.ToArray();
        int rows = Math.Min(one.Rows, one.Trainable.RowsPerBlock + 2);
        foreach ((bool inInputs, float value) in new[] { (true, float.NaN), (false, float.NaN), (true, float.PositiveInfinity) })
        {
            float[] inputs = [.. one.Inputs], targets = [.. one.Targets];
            Array.Fill(inInputs ? inputs : targets, value, 0, inInputs ? one.Network.InputSize : one.Network.OutputSize);
            ReadOnlySpan<float> input = inputs.AsSpan(0, one.Network.InputSize), target = targets.AsSpan(0, one.Network.OutputSize);
            string what = $"{value} in {(inInputs ? "the input" : "the target")}";
            bool isNumber = float.IsFinite(one.Members.Train(input, target, 0.1f));
            Assert.True(!isNumber || !float.IsNaN(value), what);
            if (isNumber)
            {
                before.CopyTo(one.Network.Parameters);
                continue;
            }

            Unchanged(one, before, $"Train, {what}");
            foreach (int count in new[] { 1, Math.Min(3, rows), rows })
            {
                foreach ((string name, float loss) in one.Members.TrainBatches(inputs[..(count * one.Network.InputSize)], targets[..(count * one.Network.OutputSize)], 0.1f))
                {
                    Assert.False(float.IsFinite(loss), $"{name} of {count} rows, {what}");
                    Unchanged(one, before, $"{name} of {count} rows, {what}");
                }
            }

            if (inInputs && float.IsNaN(value) && one.Members.HasClassify)
                Assert.Equal(-1, one.Members.Classify(input));
        }

        foreach ((string name, float loss) in one.Members.TrainBatches([], [], 0.1f))
        {
            Assert.Equal(0, loss);
            Unchanged(one, before, $"{name} of no row");
        }
    }

    /// <summary>What is written must not be what is read; neighbours may touch.</summary>
    public static void Overlaps(NetworkCase one)
    {
        int inputs = one.Network.InputSize, outputs = one.Network.OutputSize;
        float[] memory = new float[2 * (inputs + outputs) + 1];
        Refused("output", () => one.Network.Forward(memory.AsSpan(0, inputs), memory.AsSpan(inputs - 1, outputs)));
        Refused("output", () => one.Network.Forward(memory.AsSpan(outputs - 1, inputs), memory.AsSpan(0, outputs)));
        Refused("output", () => one.Members.Forward(memory.AsSpan(0, inputs), memory.AsSpan(0, outputs)));
        Refused("outputs", () => one.Network.ForwardBatch(memory.AsSpan(0, 2 * inputs), memory.AsSpan(2 * inputs - 1, 2 * outputs)));
        one.Network.Forward(memory.AsSpan(0, inputs), memory.AsSpan(inputs, outputs));
        one.Network.Forward(memory.AsSpan(outputs, inputs), memory.AsSpan(0, outputs));
        one.Network.ForwardBatch(memory.AsSpan(0, 2 * inputs), memory.AsSpan(2 * inputs, 2 * outputs));
        one.Network.ForwardBatch(memory.AsSpan(0, 0), memory.AsSpan(0, 0));
        if (one.Network is not ITrainableNetwork trainable)
            return;

        float[] x = one.Inputs[..inputs], gradients = new float[one.Network.ParameterCount];
        Refused("outputs", () => trainable.EvaluateBatch(x, memory.AsSpan(1, outputs), memory.AsSpan(1, outputs)));
        if (!one.Members.HasInputGradients)
            return;
        float[] target = one.Targets[..outputs];
        Refused("inputGradients", () => one.Members.Backward(x, target, gradients, x, default));
        Refused("inputGradients", () => one.Members.BackwardBatch(x, target, gradients, x, default));
        Refused("inputGradients", () => one.Members.BackwardFrom(x, target, gradients, x, default));
        Refused("inputGradients", () => one.Members.BackwardFromBatch(x, target, gradients, x, default));
        if (inputs == outputs)
            Refused("inputGradients", () => one.Members.BackwardFrom(x, target, gradients, target, default));
    }

    private static void Refused(string argument, Action pass) => Assert.Equal(argument, Assert.Throws<ArgumentException>(pass).ParamName);

    private static void Unchanged(NetworkCase one, float[] before, string what)
    {
        if (!one.Network.Parameters.SequenceEqual(before))
            Assert.Fail($"{what}: parameters have changed.");
    }
}
