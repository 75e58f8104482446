namespace NetGen;

/// <summary>Trains a network.</summary>
public sealed class Trainer;
