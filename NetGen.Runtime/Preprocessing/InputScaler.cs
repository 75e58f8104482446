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
    /// <exception cref="ArgumentException">The span holds no whole number of rows.</exception>
    public void Transform(Span<float> inputs)
    {
        CheckRows(inputs);
        for (int row = 0; row < inputs.Length; row += InputSize)
        {
            for (int i = 0; i < InputSize; i++)
                inputs[row + i] = (inputs[row + i] - _offsets[i]) * _factors[i];
        }
    }

    /// <summary>Undoes <see cref="Transform"/> in place, up to rounding. Inputs that were constant get their constant back.</summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> numbers.</param>
    /// <exception cref="ArgumentException">The span holds no whole number of rows.</exception>
    public void InverseTransform(Span<float> inputs)
    {
        CheckRows(inputs);
        for (int row = 0; row < inputs.Length; row += InputSize)
        {
            for (int i = 0; i < InputSize; i++)
                inputs[row + i] = inputs[row + i] / _factors[i] + _offsets[i];
        }
    }

    /// <summary>
    /// Folds the scaling into a network's first layer, so that the network takes inputs that are not scaled:
    /// w := w·factor, b := b − Σ w·factor·offset.
    /// </summary>
    /// <param name="firstLayer">The first layer, such as <c>net.Dense1</c>.</param>
    /// <exception cref="ArgumentException">The layer has no weights [outputs, inputs], or another number of inputs.</exception>
    /// <exception cref="InvalidOperationException">The layer has no biases, but offsets need them.</exception>
    public void FoldInto(LayerView firstLayer)
    {
        if (!firstLayer.TryGet("weight", out TensorView weights) || weights.Shape is not [int outputs, int inputs])
            throw new ArgumentException($"Expected a layer with weights [outputs, inputs], but '{firstLayer.Info.Name}' has {firstLayer.Info.TensorNames}.", nameof(firstLayer));
        if (inputs != InputSize)
            throw new ArgumentException($"The scaler is for {InputSize} inputs, but the layer has {inputs}.", nameof(firstLayer));
        bool hasBiases = firstLayer.TryGet("bias", out TensorView biases);
        if (!hasBiases && Array.Exists(_offsets, offset => offset != 0))
            throw new InvalidOperationException("The layer has no biases to fold the offsets into.");
        for (int output = 0; output < outputs; output++)
        {
            double shift = 0;
            for (int input = 0; input < InputSize; input++)
            {
                double weight = weights[output, input] * (double)_factors[input];
                weights[output, input] = (float)weight;
                shift += weight * _offsets[input];
            }

            if (hasBiases)
                biases[output] = (float)(biases[output] - shift);
        }
    }

    /// <summary>Writes the scaler: behind a network's file, or to a file of its own.</summary>
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

    private void CheckRows(Span<float> inputs)
    {
        if (inputs.Length % InputSize != 0)
            throw new ArgumentException($"Expected rows of {InputSize} inputs, but {inputs.Length} is no multiple of {InputSize}.", nameof(inputs));
    }
}
