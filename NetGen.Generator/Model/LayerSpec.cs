using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>One layer attribute, as the user wrote it. <see cref="Name"/> is never empty: unnamed layers have got their default name.</summary>
internal abstract record LayerSpec(string Name)
{
    /// <summary>The activation that is applied last, which a loss may ask of the network's head.</summary>
    public virtual ActivationKind Head => ActivationKind.Identity;

    /// <summary>Whether the layer has parameters or statistics, and so a view.</summary>
    public virtual bool HasTensors => false;

    /// <summary>Whether training changes any of its parameters.</summary>
    public virtual bool Trains => false;

    /// <summary>Whether training draws random numbers for it.</summary>
    public virtual bool IsRandom => false;

    /// <summary>Whether the network may end with it.</summary>
    public virtual bool CanBeLast => true;

    /// <summary>Whether rows of what it gives lie as far apart as rows of what it reads.</summary>
    public virtual bool KeepsStride => false;

    /// <summary>Whether it takes sequences as a whole; other layers take each step of a sequence as if it were a row.</summary>
    public virtual bool ReadsSequences => false;

    /// <summary>How many values training keeps of each output.</summary>
    public int Kept { get; init; } = 1;

    /// <summary>How many parameters the layer has where it reads these shapes.</summary>
    public virtual long CountParameters(EquatableArray<Shape> inputs) => 0;
}
