using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Runtime.Serialization;

namespace NetGen.Runtime;

/// <summary>Weights that are embedded in an assembly: what emitted code of a network with <see cref="WeightsAttribute"/> reads. Made without a look at the file, which is opened when weights are asked for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class EmbeddedWeights
{
    private readonly Type _owner;
    private readonly string _file, _resource, _hash, _names;
    private readonly int _inputSize, _outputSize, _parameterCount, _length;
    private readonly Func<LayerInfo[]> _layers;
    private readonly Lock _lock = new();
    private ParameterBlock _block;
    private nint _first;
    private bool _isChecked;

    /// <summary>Tells where weights are.</summary>
    /// <param name="owner">The network's type, whose assembly has them.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="resource">The resource's name.</param>
    /// <param name="hash">The hash of the file that the network was compiled with.</param>
    /// <param name="names">The name in the file of every tensor of the network, a line each.</param>
    /// <param name="inputSize">How many numbers a sample has.</param>
    /// <param name="outputSize">How many numbers an output has.</param>
    /// <param name="parameterCount">How many parameters there are.</param>
    /// <param name="statisticCount">How many statistics lie behind them.</param>
    /// <param name="layers">The network's layers.</param>
    public EmbeddedWeights(
        Type owner, string file, string resource, string hash, string names, int inputSize, int outputSize, int parameterCount, int statisticCount, Func<LayerInfo[]> layers)
    {
        (_owner, _file, _resource, _hash, _names, _layers) = (owner, file, resource, hash, names, layers);
        (_inputSize, _outputSize, _parameterCount, _length) = (inputSize, outputSize, parameterCount, parameterCount + statisticCount);
    }

    /// <summary>The first of the weights, which all that ask share and nobody changes.</summary>
    /// <exception cref="WeightsException">The assembly has another file than the network was compiled with.</exception>
    public ref float Reference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_first == 0)
                LoadShared();
            return ref *(float*)_first;
        }
    }

    /// <summary>The parameters, which all that ask share.</summary>
    public ReadOnlySpan<float> Parameters => new(Unsafe.AsPointer(ref Reference), _parameterCount);

    /// <summary>A block of its own with the weights.</summary>
    /// <exception cref="WeightsException">The assembly has another file than the network was compiled with.</exception>
    public ParameterBlock Copy()
    {
        var block = new ParameterBlock(_length);
        Load(block);
        return block;
    }

    private void LoadShared()
    {
        lock (_lock)
        {
            if (_first != 0)
                return;
            _block = Copy();
            // Blocks never move.
            Volatile.Write(ref _first, (nint)Unsafe.AsPointer(ref _block.Reference));
        }
    }

    private void Load(ParameterBlock block)
    {
        using Stream stream = Open();
        var network = new EmbeddedNetwork(_inputSize, _outputSize, _parameterCount, _layers(), () => block.Span);
        try
        {
            NetworkReader.ReadNamed(network, stream, Names());
        }
        catch (WeightsException exception)
        {
            throw exception.In(_file);
        }
    }

    /// <summary>The file, after a look whether it is the one that the network was compiled with.</summary>
    private Stream Open()
    {
        Stream stream = _owner.Assembly.GetManifestResourceStream(_resource) ?? throw new WeightsException(
            WeightsProblem.OtherFile, $"'{_owner.Assembly.GetName().Name}' has no resource '{_resource}', which '{_owner.Name}' was compiled with: build it anew.");
        if (stream is not UnmanagedMemoryStream image)
        {
            var copy = new MemoryStream();
            using (stream)
                stream.CopyTo(copy);
            copy.Position = 0;
            Check(copy.GetBuffer().AsSpan(0, (int)copy.Length));
            return copy;
        }

        Check(new ReadOnlySpan<byte>(image.PositionPointer, checked((int)image.Length)));
        return image;
    }

    private void Check(ReadOnlySpan<byte> file)
    {
        if (_isChecked)
            return;
        string hash = ContentHash.Of(file);
        if (hash != _hash)
        {
            throw new WeightsException(
                WeightsProblem.OtherFile, $"'{_owner.Name}' was compiled with a '{_file}' whose hash is {_hash}, but the resource '{_resource}' of its assembly has the hash {hash}: build it anew.");
        }

        _isChecked = true;
    }

    private Dictionary<string, string> Names()
    {
        var names = new Dictionary<string, string>();
        string[] found = _names.Split('\n');
        int index = 0;
        foreach (LayerInfo layer in _layers())
        {
            foreach (TensorInfo tensor in layer.Tensors)
                names.Add(found[index++], $"{layer.Name}.{tensor.Name}");
        }

        return names;
    }
}
