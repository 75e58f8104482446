namespace NetGen.Generator.Model;

/// <summary>Dropout: rows keep their size and stride, and inference does not know it.</summary>
internal sealed record DropoutPlan(int Number, string Name, int Size, int RowStride, float Rate)
    : LayerPlan(Number, Name, Name, Size, Size, RowStride, SavedValue.Nothing, default)
{
    public override string Kind => "Dropout";

    public override ActivationKind Activation => ActivationKind.Identity;

    public override long MultiplyAdds => 0;

    public override int Stride => InputStride;
}
