namespace NetGen;

/// <summary>Where training met a number that is not finite.</summary>
/// <param name="Step">The step, the first being 1, counted over all epochs.</param>
/// <param name="Epoch">The epoch, the first being 1.</param>
/// <param name="Layer">
/// The name of the layer nearest to the outputs whose gradients, or else parameters, are not finite; null when only the loss is not.
/// </param>
/// <param name="Loss">The mean loss of the step's rows.</param>
/// <param name="LastGoodEpoch">
/// The epoch whose weights the network now has: the last before the failure, or the best where <see cref="EarlyStopping"/> restores it; 0 for the
/// weights that training began with.
/// </param>
public sealed record TrainingFailure(long Step, int Epoch, string? Layer, double Loss, int LastGoodEpoch)
{
    /// <summary>Says in one sentence what happened.</summary>
    public override string ToString() =>
        $"Step {Step} in epoch {Epoch} had a loss of {Loss} and {(Layer is null ? "finite gradients" : $"gradients or parameters in layer '{Layer}' that are not finite")}; "
        + $"the weights are those of {(LastGoodEpoch == 0 ? "the start" : $"the end of epoch {LastGoodEpoch}")}.";
}
