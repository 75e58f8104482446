namespace NetGen;

/// <summary>How well a network does on a dataset.</summary>
/// <param name="Loss">The mean loss of the rows.</param>
/// <param name="Accuracy">
/// The share of right answers, or null where the network does not tell classes. With one-hot targets or labels, or a loss over classes: the largest
/// output is that of the right class. Else, behind a sigmoid, with targets that are all 0 or 1: the output is on the target's side of ½.
/// </param>
/// <param name="Count">How many rows there are.</param>
public readonly record struct Evaluation(float Loss, float? Accuracy, int Count);
