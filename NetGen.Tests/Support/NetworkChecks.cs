using NetGen.Tests.Oracle;
using Xunit;

namespace NetGen.Tests.Support;

/// <summary>What must hold for every generated network, whatever its shape.</summary>
internal static class NetworkChecks
{
    public static void Forward(NetworkCase one)
    {
        INeuralNetwork network = one.Network;
        for (int row = 0; row < Math.Min(one.Rows, 20); row++)
        {
            GuardedBuffer input = GuardedBuffer.Of(one.Input(row), row), output = new(network.OutputSize, row * 3);
            StackDirt.Spread();
            network.Forward(input.Span, output.Span, one.Workspace());
            one.CheckOutputs(output.Span, row, "Forward");
            output.Check("Forward's output");
            input.Check("Forward's input");

            var again = new float[network.OutputSize];
            one.Members.Forward(input.Span, again);
            Bits.Same(output.Span, again);
            if (one.Members.HasClassify)
                CheckClass(one, row, again);
        }
    }

    public static void ForwardBatch(NetworkCase one)
    {
        INeuralNetwork network = one.Network;
        foreach (int rows in one.Batches)
        {
            GuardedBuffer inputs = GuardedBuffer.Of(one.Inputs.AsSpan(0, rows * network.InputSize), rows), outputs = new(rows * network.OutputSize, rows * 3);
            StackDirt.Spread();
            network.ForwardBatch(inputs.Span, outputs.Span, one.Workspace());
            one.CheckOutputs(outputs.Span, 0, $"ForwardBatch of {rows}");
            outputs.Check("ForwardBatch's outputs");

            var again = new float[rows * network.OutputSize];
            int overloads = 0;
            foreach (string name in one.Members.ForwardBatches(inputs.Span.ToArray(), again))
            {
                one.CheckOutputs(again, 0, $"{name} of {rows}");
                again.AsSpan().Fill(float.NaN);
                overloads++;
            }

            Assert.NotEqual(0, overloads);
        }
    }

    /// <summary>What exposed layers give, for one row and for rows.</summary>
    public static void Exposed(NetworkCase one)
    {
        foreach (ReferenceNode node in one.Reference.Graph.Nodes.Where(static node => node.Attribute.Expose))
        {
            int at = one.Reference.Graph.Nodes.ToList().IndexOf(node);
            foreach (int rows in one.Batches.Where(static rows => rows is 1 or 5 or 33))
            {
                GuardedBuffer inputs = GuardedBuffer.Of(one.Inputs.AsSpan(0, rows * one.Network.InputSize), rows);
                var outputs = new float[rows * node.Size];
                StackDirt.Spread();
                foreach (string name in one.Members.ForwardTo(node.Name, inputs.Span.ToArray(), outputs))
                {
                    for (int i = 0; i < outputs.Length; i++)
                    {
                        Values values = one.Traces[i / node.Size].After[at];
                        double expected = values.Numbers[0][i % node.Size], allowed = ReferenceNetwork.Tolerance * values.Magnitudes[0][i % node.Size];
                        if (!(Math.Abs(outputs[i] - expected) <= allowed))
                            Assert.Fail($"{name} of {rows}: row {i / node.Size}, value {i % node.Size} of {node.Size}: expected {expected:G9}, but got {outputs[i]:G9}.");
                    }

                    outputs.AsSpan().Fill(float.NaN);
                }
            }
        }
    }

    public static void EvaluateBatch(NetworkCase one)
    {
        ITrainableNetwork network = one.Trainable;
        foreach (int rows in one.Batches)
        {
            GuardedBuffer outputs = new(rows * network.OutputSize, rows * 3);
            float[] inputs = one.Inputs[..(rows * network.InputSize)], targets = one.Targets[..(rows * network.OutputSize)];
            StackDirt.Spread();
            float loss = network.EvaluateBatch(inputs, targets, outputs.Span, one.Workspace());
            one.CheckLoss(loss, 0, rows, weighted: false, $"EvaluateBatch of {rows}");
            one.CheckOutputs(outputs.Span, 0, $"EvaluateBatch of {rows}");
            outputs.Check("EvaluateBatch's outputs");

            var forward = new float[outputs.Span.Length];
            network.ForwardBatch(inputs, forward, one.Workspace());
            Bits.Same(forward, outputs.Span);
            ReadOnlySpan<float> weights = one.SampleWeights.AsSpan(0, rows);
            one.CheckLoss(network.EvaluateBatch(inputs, targets, forward, new TrainingContext { SampleWeights = weights }, one.Workspace()), 0, rows, weighted: true, $"EvaluateBatch of {rows} with weights");
            one.CheckOutputs(forward, 0, $"EvaluateBatch of {rows} with weights");
            foreach ((string name, float again) in one.Members.EvaluateBatches(inputs, targets, forward))
            {
                one.CheckLoss(again, 0, rows, weighted: false, $"{name} of {rows}");
                one.CheckOutputs(forward, 0, $"{name} of {rows}");
            }
        }
    }

    public static void Backward(NetworkCase one)
    {
        INeuralNetwork network = one.Network;
        float[] initial = one.InitialGradients();
        for (int row = 0; row < Math.Min(one.Rows, network.ParameterCount > 100_000 ? 2 : 5); row++)
        {
            GuardedBuffer gradients = GuardedBuffer.Of(initial, row * 5);
            GuardedBuffer input = GuardedBuffer.Of(one.Input(row), row + 1), target = GuardedBuffer.Of(one.Target(row), row + 2);
            StackDirt.Spread();
            float loss = one.Members.Backward(input.Span, target.Span, gradients.Span);
            one.CheckLoss(loss, row, 1, weighted: false, "Backward");
            gradients.Check("Backward's gradients");

            var expected = new ReferenceGradients(network.ParameterCount);
            one.Reference.Backward(one.Traces[row], one.TargetOf(row), 1, expected);
            one.CheckGradients(gradients.Span, initial, expected, 1, $"Backward of row {row}");
        }
    }

    public static void BackwardBatch(NetworkCase one, bool weighted)
    {
        ITrainableNetwork network = one.Trainable;
        float[] initial = one.InitialGradients();
        var expected = new ReferenceGradients(network.ParameterCount);
        int done = 0;
        foreach (int rows in one.Batches)
        {
            for (; done < rows; done++)
                one.Reference.Backward(one.Traces[done], one.TargetOf(done), weighted ? one.SampleWeights[done] : 1, expected);
            string what = $"BackwardBatch of {rows}{(weighted ? ", weighted" : "")}";
            float[] inputs = one.Inputs[..(rows * network.InputSize)], targets = one.Targets[..(rows * network.OutputSize)];
            GuardedBuffer gradients = GuardedBuffer.Of(initial, rows * 3);
            TrainingContext context = weighted ? new() { SampleWeights = one.SampleWeights.AsSpan(0, rows) } : default;
            StackDirt.Spread();
            float loss = network.BackwardBatch(inputs, targets, gradients.Span, context, one.Workspace());
            one.CheckLoss(loss, 0, rows, weighted, what);
            one.CheckGradients(gradients.Span, initial, expected, 1, what);
            gradients.Check("BackwardBatch's gradients");
            if (weighted || (network.ParameterCount > 100_000 && rows != 9))
                continue;

            int overloads = 0;
            float[] again = [.. initial];
            foreach ((string name, float loss2) in one.Members.BackwardBatches(inputs, targets, again))
            {
                one.CheckLoss(loss2, 0, rows, weighted: false, $"{name} of {rows}");
                one.CheckGradients(again, initial, expected, 1, $"{name} of {rows}");
                initial.CopyTo(again, 0);
                overloads++;
            }

            Assert.NotEqual(0, overloads);
        }
    }

    /// <summary>Weights of outputs multiply their terms, in training and evaluation, beside those of rows; losses that have no such terms refuse them.</summary>
    public static void OutputWeights(NetworkCase plain)
    {
        ITrainableNetwork network = plain.Trainable;
        Assert.Equal(plain.Reference.Loss!.IsElementwise, network.TakesOutputWeights);
        float[] weights = [.. Enumerable.Range(0, network.OutputSize).Select(i => network.OutputSize == 1 ? 2.5f : (i % 4) switch { 0 => 0.5f, 1 => 0, 2 => 3, _ => 1 })];
        float[] initial = plain.InitialGradients(), outputs = new float[plain.Rows * network.OutputSize];
        var context = new TrainingContext { SampleWeights = plain.SampleWeights, OutputWeights = weights };
        if (!network.TakesOutputWeights)
        {
            Assert.Contains("ClassWeights", Assert.Throws<ArgumentException>(() =>
                network.BackwardBatch(plain.Inputs, plain.Targets, initial, new TrainingContext { OutputWeights = weights }, plain.Workspace())).Message);
            Assert.Throws<ArgumentException>(() => network.EvaluateBatch(plain.Inputs, plain.Targets, outputs, new TrainingContext { OutputWeights = weights }, plain.Workspace()));
            return;
        }

        NetworkCase one = plain.WithOutputWeights(weights);
        var expected = new ReferenceGradients(network.ParameterCount);
        for (int row = 0; row < one.Rows; row++)
            one.Reference.Backward(one.Traces[row], one.TargetOf(row), one.SampleWeights[row], expected);
        float[] gradients = [.. initial];
        one.CheckLoss(network.BackwardBatch(one.Inputs, one.Targets, gradients, context, one.Workspace()), 0, one.Rows, weighted: true, "weighted outputs");
        one.CheckGradients(gradients, initial, expected, 1, "weighted outputs");
        one.CheckLoss(network.EvaluateBatch(one.Inputs, one.Targets, outputs, context, one.Workspace()), 0, one.Rows, weighted: true, "evaluation with weighted outputs");
        one.CheckOutputs(outputs, 0, "evaluation with weighted outputs");

        // Weights of 1 change nothing but rounding.
        float[] ones = [.. initial], none = [.. initial];
        Array.Fill(weights, 1);
        network.BackwardBatch(one.Inputs, one.Targets, none, new TrainingContext { SampleWeights = one.SampleWeights }, one.Workspace());
        network.BackwardBatch(one.Inputs, one.Targets, ones, new TrainingContext { SampleWeights = one.SampleWeights, OutputWeights = weights }, one.Workspace());
        one.CheckGradients(ones, none, new ReferenceGradients(network.ParameterCount), 0, "outputs with weights of 1");
        Assert.Throws<ArgumentException>(() => network.BackwardBatch(one.Inputs, one.Targets, gradients, new TrainingContext { OutputWeights = new float[network.OutputSize + 1] }, one.Workspace()));
        Assert.Throws<ArgumentException>(() => network.EvaluateBatch(one.Inputs, one.Targets, outputs, new TrainingContext { OutputWeights = new float[network.OutputSize + 1] }, one.Workspace()));
    }

    /// <summary>Gradients that are not wanted leave the loss as it is; one row's weight is a factor of its loss and its gradients.</summary>
    public static void Contexts(NetworkCase one)
    {
        ITrainableNetwork network = one.Trainable;
        int rows = Math.Min(one.Rows, network.RowsPerBlock + 1);
        ReadOnlySpan<float> inputs = one.Inputs.AsSpan(0, rows * network.InputSize), targets = one.Targets.AsSpan(0, rows * network.OutputSize);
        float[] gradients = new float[network.ParameterCount];
        var weighted = new TrainingContext { SampleWeights = one.SampleWeights.AsSpan(0, rows) };
        Assert.Equal(network.BackwardBatch(inputs, targets, gradients, weighted, one.Workspace()), network.BackwardBatch(inputs, targets, [], weighted, one.Workspace()));
        float loss = one.Members.Backward(one.Input(0), one.Target(0), one.InitialGradients());
        Assert.Equal(loss, one.Members.Backward(one.Input(0), one.Target(0), []));

        var expected = new ReferenceGradients(network.ParameterCount);
        one.Reference.Backward(one.Traces[0], one.TargetOf(0), 1, expected);
        float[] initial = one.InitialGradients(), added = [.. initial];
        Assert.Equal(-1.5f * loss, one.Members.Backward(one.Input(0), one.Target(0), added, new TrainingContext { SampleWeights = [-1.5f] }), Math.Abs(loss) * 1e-6f);
        one.CheckGradients(added, initial, expected, -1.5, "Backward of a weighted row");

        float[] written = one.InitialGradients();
        one.Members.Backward(one.Input(0), one.Target(0), written, new TrainingContext { OverwritesGradients = true });
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
                initial.AsSpan(tensor.Offset, tensor.IsTrained ? tensor.Length : 0).Clear();
        }

        one.CheckGradients(written, initial, expected, 1, "Backward that overwrites");

        INeuralNetwork copy = one.Copy();
        new NetworkMembers(copy).Train(one.Input(0), one.Target(0), 0.1f, new TrainingContext { SampleWeights = [2] });
        one.CheckGradients(copy.Parameters, network.Parameters, expected, -0.2, "Train on a weighted row");
    }

    /// <summary>Gradients with respect to the inputs, and from any gradients of the outputs, for one row and for blocks of rows, with weights.</summary>
    public static void InputGradients(NetworkCase one)
    {
        if (!one.Members.HasInputGradients)
            return;
        ITrainableNetwork network = one.Trainable;
        int size = network.InputSize;
        foreach (int rows in one.Batches)
        {
            var gradients = new ReferenceGradients(network.ParameterCount);
            float[] inputs = one.Inputs[..(rows * size)], targets = one.Targets[..(rows * network.OutputSize)], initial = one.InitialGradients(), added = [.. initial];
            GuardedBuffer written = new(rows * size, rows);
            var context = new TrainingContext { SampleWeights = one.SampleWeights.AsSpan(0, rows) };
            StackDirt.Spread();
            one.CheckLoss(one.Members.BackwardBatch(inputs, targets, added, written.Span, context), 0, rows, weighted: true, $"BackwardBatch of {rows} to inputs");
            written.Check("BackwardBatch's input gradients");
            GuardedBuffer alone = new(rows * size);
            one.Members.BackwardBatch(inputs, targets, [], alone.Span, context);
            Bits.Same(written.Span, alone.Span);
            for (int row = 0; row < rows; row++)
            {
                var (values, magnitudes) = one.Reference.Backward(one.Traces[row], one.TargetOf(row), one.SampleWeights[row], gradients);
                Check(written.Span.Slice(row * size, size), values, magnitudes, $"input gradients of row {row} of {rows}");
                if (row > 2)
                    continue;
                GuardedBuffer single = new(size, row);
                one.Members.Backward(one.Input(row), one.Target(row), new float[network.ParameterCount], single.Span, new TrainingContext { SampleWeights = one.SampleWeights.AsSpan(row, 1) });
                Check(single.Span, values, magnitudes, $"Backward's input gradients of row {row}");
                single.Check("Backward's input gradients");
            }

            one.CheckGradients(added, initial, gradients, 1, $"BackwardBatch of {rows} to inputs");
            FromOutputs(one, rows);
        }
    }

    /// <summary>From given gradients of the outputs, rows together give what each gives alone.</summary>
    private static void FromOutputs(NetworkCase one, int rows)
    {
        INeuralNetwork network = one.Network;
        int inputs = network.InputSize, outputs = network.OutputSize;
        var random = new Random(rows);
        float[] outputGradients = [.. Enumerable.Range(0, rows * outputs).Select(_ => random.NextSingle() - 0.5f)];
        float[] together = new float[network.ParameterCount], alone = new float[network.ParameterCount], single = new float[inputs];
        GuardedBuffer written = new(rows * inputs, rows);
        StackDirt.Spread();
        one.Members.BackwardFromBatch(one.Inputs.AsSpan(0, rows * inputs), outputGradients, together, written.Span, new TrainingContext { SampleWeights = one.SampleWeights.AsSpan(0, rows) });
        written.Check("BackwardFromBatch's input gradients");
        for (int row = 0; row < rows; row++)
        {
            var context = new TrainingContext { SampleWeights = one.SampleWeights.AsSpan(row, 1) };
            one.Members.BackwardFrom(one.Input(row), outputGradients.AsSpan(row * outputs, outputs), alone, single, context);
            for (int i = 0; i < inputs; i++)
                Assert.Equal(single[i], written.Span[row * inputs + i], 1e-5f + 1e-4f * Math.Abs(single[i]));
        }

        float largest = alone.Length == 0 ? 0 : alone.Max(Math.Abs);
        for (int i = 0; i < alone.Length; i++)
            Assert.Equal(alone[i], together[i], 1e-5f + 1e-4f * largest);

        float[] again = new float[rows * inputs];
        one.Members.BackwardFromBatch(one.Inputs.AsSpan(0, rows * inputs), outputGradients, [], again, new TrainingContext { SampleWeights = one.SampleWeights.AsSpan(0, rows) });
        Bits.Same(written.Span, again);
    }

    private static void Check(ReadOnlySpan<float> actual, double[] expected, double[] magnitudes, string what)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= ReferenceNetwork.Tolerance * magnitudes[i]))
                Assert.Fail($"{what}: element {i}: expected {expected[i]:G9}, but got {actual[i]:G9}.");
        }
    }

    /// <summary>A long call is nothing but its blocks: computed elsewhere and added in order they give the same bits.</summary>
    public static void BlocksAddUp(NetworkCase one)
    {
        ITrainableNetwork network = one.Trainable;
        int block = network.RowsPerBlock, rows = Math.Min(one.Rows, 2 * block + 1);
        Assert.True(block > 0, "A block has at least one row.");
        float[] whole = one.InitialGradients(), sum = one.InitialGradients(), part = new float[network.ParameterCount];
        network.BackwardBatch(one.Inputs.AsSpan(0, rows * network.InputSize), one.Targets.AsSpan(0, rows * network.OutputSize), whole, default, one.Workspace());
        for (int row = 0; row < rows; row += block)
        {
            int count = Math.Min(block, rows - row);
            part.AsSpan().Clear();
            network.BackwardBatch(
                one.Inputs.AsSpan(row * network.InputSize, count * network.InputSize),
                one.Targets.AsSpan(row * network.OutputSize, count * network.OutputSize),
                part,
                default,
                one.Workspace());
            for (int i = 0; i < sum.Length; i++)
                sum[i] += part[i];
        }

        Bits.Same(whole, sum);
    }

    /// <summary>Gradients may take the place of whatever stands there; those of frozen parameters are left alone.</summary>
    public static void Overwrites(NetworkCase one)
    {
        ITrainableNetwork network = one.Trainable;
        float[] added = new float[network.ParameterCount], written = [.. Enumerable.Repeat(float.NaN, network.ParameterCount)];
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors.Where(static tensor => !tensor.IsTrained))
                written.AsSpan(tensor.Offset, tensor.Length).Clear();
        }

        foreach (int rows in (int[])[1, Math.Min(one.Rows, 2 * network.RowsPerBlock + 1)])
        {
            ReadOnlySpan<float> inputs = one.Inputs.AsSpan(0, rows * network.InputSize), targets = one.Targets.AsSpan(0, rows * network.OutputSize);
            added.AsSpan().Clear();
            StackDirt.Spread();
            network.BackwardBatch(inputs, targets, added, default, one.Workspace());
            network.BackwardBatch(inputs, targets, written, new TrainingContext { OverwritesGradients = true }, one.Workspace());
            Assert.Equal(added, written);
        }
    }

    public static void Train(NetworkCase one)
    {
        const float learningRate = 0.1f;
        INeuralNetwork copy = one.Copy();
        var members = new NetworkMembers(copy);
        for (int row = 0; row < 2; row++)
        {
            one.Network.Parameters.CopyTo(copy.Parameters);
            StackDirt.Spread();
            float loss = members.Train(one.Input(row), one.Target(row), learningRate);
            one.CheckLoss(loss, row, 1, weighted: false, "Train");
            if (!float.IsFinite(loss))
            {
                Bits.Same(one.Network.Parameters, copy.Parameters);
                continue;
            }

            var expected = new ReferenceGradients(copy.ParameterCount);
            one.Reference.Backward(one.Traces[row], one.TargetOf(row), 1, expected);
            one.CheckGradients(copy.Parameters, one.Network.Parameters, expected, -learningRate, "Train");
        }
    }

    /// <summary>One step on the mean of any number of rows, whether they fit the buffers or not; nothing but the parameters that are trained changes.</summary>
    public static void TrainBatch(NetworkCase one)
    {
        const float learningRate = 0.1f;
        INeuralNetwork copy = one.Copy();
        var members = new NetworkMembers(copy);
        var expected = new ReferenceGradients(copy.ParameterCount);
        int done = 0;
        foreach (int rows in one.Batches)
        {
            for (; done < rows; done++)
                one.Reference.Backward(one.Traces[done], one.TargetOf(done), 1, expected);
            one.Network.Parameters.CopyTo(copy.Parameters);
            int overloads = 0;
            StackDirt.Spread();
            foreach ((string name, float loss) in members.TrainBatches(one.Inputs[..(rows * copy.InputSize)], one.Targets[..(rows * copy.OutputSize)], learningRate))
            {
                one.CheckLoss(loss * rows, 0, rows, weighted: false, $"{name} of {rows}");
                if (float.IsFinite(loss))
                    one.CheckGradients(copy.Parameters, one.Network.Parameters, expected, -learningRate / Math.Max(1, rows), $"{name} of {rows}");
                else
                    Bits.Same(one.Network.Parameters, copy.Parameters);
                one.Network.Parameters.CopyTo(copy.Parameters);
                overloads++;
            }

            Assert.NotEqual(0, overloads);
        }
    }

    public static void Labels(NetworkCase one)
    {
        INeuralNetwork copy = one.Copy();
        var members = new NetworkMembers(copy);
        int classes = copy.OutputSize;
        Span<int> labels = [0, classes / 2, classes - 1];
        foreach (int label in labels)
        {
            var target = new float[classes];
            target[label] = 1;
            float[] byLabel = one.InitialGradients(), byTarget = one.InitialGradients();
            Assert.Equal(members.Backward(one.Input(0), target, byTarget), members.Backward(one.Input(0), label, byLabel));
            Bits.Same(byTarget, byLabel);

            float loss = members.Train(one.Input(0), label, 0.05f);
            float[] trained = copy.Parameters.ToArray();
            one.Network.Parameters.CopyTo(copy.Parameters);
            Assert.Equal(members.Train(one.Input(0), target, 0.05f), loss);
            Bits.Same(copy.Parameters, trained);
            one.Network.Parameters.CopyTo(copy.Parameters);
        }

        foreach (int label in new[] { -1, classes, int.MaxValue })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => members.Backward(one.Input(0), label, new float[copy.ParameterCount]));
            Assert.Contains($"{classes - 1}", error.Message, StringComparison.Ordinal);
            Assert.Contains($"{label}", error.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentOutOfRangeException>(() => members.Train(one.Input(0), label, 0.1f));
        }

        Bits.Same(one.Network.Parameters, copy.Parameters);
    }

    private static void CheckClass(NetworkCase one, int row, float[] outputs)
    {
        int expected = outputs.Length == 1 ? (outputs[0] >= 0.5f ? 1 : 0) : Array.IndexOf(outputs, outputs.Max());
        Assert.Equal(expected, one.Members.Classify(one.Input(row)));
    }
}
