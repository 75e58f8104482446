using System.Numerics;
using System.Text;

namespace NetGen;

/// <summary>
/// Brings inputs to a common scale: x := (x − offset)·factor, with an offset and a factor for each input. Fit on training data only,
/// applied to all; or folded into a trained network, which then takes inputs as they come, at no cost.
/// </summary>
public abstract class InputScaler
{
    private const int Version = 1;
    private readonly float[] _offsets, _factors;

    private protected InputScaler(float[] offsets, float[] factors) => (_offsets, _factors) = (offsets, factors);

    /// <summary>How many inputs a row has.</summary>
    public int InputSize => _offsets.Length;

    /// <summary>What is taken off each input.</summary>
    public ReadOnlySpan<float> Offsets => _offsets;

    /// <summary>What each input is then multiplied by.</summary>
    public ReadOnlySpan<float> Factors => _factors;

    private static ReadOnlySpan<byte> Signature => "NetGenSc"u8;

    private protected abstract byte Kind { get; }

    /// <summary>Scales rows in place.</summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> numbers.</param>
    /// <exception cref="ArgumentException">
    /// The span holds no whole number of rows, or an input lies so far from those that the scaler was fit to that it would become infinite; nothing is changed then.
    /// </exception>
    public void Transform(Span<float> inputs)
    {
        CheckRows(inputs);
        CheckRange(inputs, nameof(inputs));
        for (int row = 0; row < inputs.Length; row += InputSize)
        {
            for (int i = 0; i < InputSize; i++)
                inputs[row + i] = Scale(inputs[row + i], i);
        }
    }

    /// <summary>Returns the rows with scaled inputs, which are copied; targets, labels and weights stay as they are.</summary>
    /// <param name="data">The rows; they are not changed.</param>
    /// <exception cref="ArgumentException">The rows have another number of inputs, or an input would become infinite.</exception>
    public Dataset Transform(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputSize != InputSize)
            throw new ArgumentException($"The scaler is for {InputSize} inputs, but the dataset has rows of {data.InputSize}.", nameof(data));
        float[] inputs = new float[checked(data.Count * InputSize)];
        for (int row = 0; row < data.Count; row++)
            data.Input(row).CopyTo(inputs.AsSpan(row * InputSize));
        Transform(inputs);
        return data.WithInputs(inputs);
    }

    /// <summary>Undoes <see cref="Transform(Span{float})"/> in place, up to rounding. Inputs that were constant get their constant back.</summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> numbers.</param>
    /// <exception cref="ArgumentException">The span holds no whole number of rows.</exception>
    public void InverseTransform(Span<float> inputs)
    {
        CheckRows(inputs);
        for (int row = 0; row < inputs.Length; row += InputSize)
        {
            for (int i = 0; i < InputSize; i++)
                inputs[row + i] = Unscale(inputs[row + i], i);
        }
    }

    /// <summary>
    /// Folds the scaling into a network's first layer, so that the network takes inputs that are not scaled:
    /// w := w·factor, b := b − Σ w·factor·offset.
    /// </summary>
    /// <param name="firstLayer">The first layer, such as <c>net.Dense1</c>.</param>
    /// <exception cref="ArgumentException">The layer has no weights [outputs, inputs], or another number of inputs.</exception>
    /// <exception cref="InvalidOperationException">The layer has no biases, but offsets need them; or a weight or bias would become infinite. Nothing is changed then.</exception>
    public void FoldInto(LayerView firstLayer)
    {
        if (!firstLayer.TryGet("weight", out TensorView weights) || weights.Shape is not [int outputs, int inputs])
            throw new ArgumentException($"Expected a layer with weights [outputs, inputs], but '{firstLayer.Info.Name}' has {firstLayer.Info.TensorNames}.", nameof(firstLayer));
        if (inputs != InputSize)
            throw new ArgumentException($"The scaler is for {InputSize} inputs, but the layer has {inputs}.", nameof(firstLayer));
        bool hasBiases = firstLayer.TryGet("bias", out TensorView biases);
        if (!hasBiases && Array.Exists(_offsets, offset => offset != 0))
            throw new InvalidOperationException("The layer has no biases to fold the offsets into.");
        float[] folded = new float[(long)outputs * InputSize], shifted = new float[hasBiases ? outputs : 0];
        for (int output = 0; output < outputs; output++)
        {
            double shift = 0;
            for (int input = 0; input < InputSize; input++)
            {
                double weight = weights[output, input] * (double)_factors[input];
                folded[output * InputSize + input] = (float)weight;
                shift += weight * _offsets[input];
            }

            if (hasBiases)
                shifted[output] = (float)(biases[output] - shift);
        }

        if (!Runtime.Training.Finite.All(folded) || !Runtime.Training.Finite.All(shifted))
            throw new InvalidOperationException("A weight or bias would become infinite. Use Transform on inputs instead.");
        weights.CopyFrom(folded);
        if (hasBiases)
            biases.CopyFrom(shifted);
    }

    /// <summary>Writes the scaler to a file of its own.</summary>
    /// <param name="stream">Receives it.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Signature);
        writer.Write(Version);
        writer.Write(Kind);
        writer.Write(InputSize);
        uint crc = ~0u;
        foreach (float value in _offsets.Concat(_factors))
        {
            writer.Write(value);
            crc = BitOperations.Crc32C(crc, BitConverter.SingleToUInt32Bits(value));
        }

        writer.Write(~crc);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Where it begins.</param>
    /// <exception cref="InvalidDataException">It is no scaler, one of another version, cut off, or damaged.</exception>
    public static InputScaler Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (!reader.ReadBytes(Signature.Length).AsSpan().SequenceEqual(Signature))
                throw new InvalidDataException("This is no scaler of NetGen: it does not begin with 'NetGenSc'.");
            int version = reader.ReadInt32();
            if (version != Version)
                throw new InvalidDataException($"Expected a scaler of version {Version}, but this is one of version {version}.");
            byte kind = reader.ReadByte();
            int size = reader.ReadInt32();
            if (kind is not (Standardizer.KindNumber or MinMaxScaler.KindNumber) || size < 1)
                throw new InvalidDataException($"The scaler is damaged: it claims kind {kind} and {size} inputs.");
            var values = new List<float>();
            uint crc = ~0u;
            for (long i = 0; i < 2L * size; i++)
            {
                values.Add(reader.ReadSingle());
                crc = BitOperations.Crc32C(crc, BitConverter.SingleToUInt32Bits(values[^1]));
            }

            if (reader.ReadUInt32() != ~crc)
                throw new InvalidDataException("The scaler is damaged: its checksum does not fit.");
            float[] offsets = [.. values.Take(size)], factors = [.. values.Skip(size)];
            return kind == Standardizer.KindNumber ? new Standardizer(offsets, factors) : new MinMaxScaler(offsets, factors);
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("The scaler is cut off.");
        }
    }

    private protected static void CheckFit(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        for (int row = 0; row < data.Count; row++)
        {
            ReadOnlySpan<float> input = data.Input(row);
            if (Runtime.Training.Finite.IndexOfOther(input) is >= 0 and int place)
                throw new ArgumentException($"Expected finite inputs, but input {place} of row {row} is {input[place]}.", nameof(data));
        }
    }

    // In double precision: the distance of two floats can be larger than any.
    private float Scale(float input, int index) => (float)((input - (double)_offsets[index]) * _factors[index]);

    // What was finite stays so, though rounding may have taken it past the largest number.
    private float Unscale(float scaled, int index)
    {
        double input = (double)scaled / _factors[index] + _offsets[index];
        return float.IsFinite(scaled) ? (float)Math.Clamp(input, float.MinValue, float.MaxValue) : (float)input;
    }

    private void CheckRange(ReadOnlySpan<float> inputs, string name)
    {
        for (int row = 0; row < inputs.Length; row += InputSize)
        {
            for (int i = 0; i < InputSize; i++)
            {
                if (float.IsFinite(inputs[row + i]) && !float.IsFinite(Scale(inputs[row + i], i)))
                {
                    throw new ArgumentException(
                        $"Input {i} of row {row / InputSize}, {inputs[row + i]}, would become infinite: what the scaler was fit to lies around {_offsets[i]} and is multiplied by {_factors[i]}. "
                        + "Fit the scaler to rows that have such inputs.", name);
                }
            }
        }
    }

    /// <summary>The factor that divides by a spread.</summary>
    private protected static float FactorOf(double spread, int input)
    {
        float factor = spread > 0 ? (float)(1 / spread) : 1;
        return factor is > 0 and < float.PositiveInfinity
            ? factor
            : throw new ArgumentException($"Input {input} varies by no more than {spread}: no 32-bit number is large enough to scale it by. Multiply it by a power of ten first, or leave it out.", "data");
    }

    private void CheckRows(Span<float> inputs)
    {
        if (inputs.Length % InputSize != 0)
            throw new ArgumentException($"Expected rows of {InputSize} inputs, but {inputs.Length} is no multiple of {InputSize}.", nameof(inputs));
    }
}
