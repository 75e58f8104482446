namespace NetGen;

/// <summary>How well a network does on a dataset. Both numbers are means over rows, weighted by the rows' weights where they have any.</summary>
/// <param name="Loss">The mean loss of the rows.</param>
/// <param name="Accuracy">
/// The share of right answers as <see cref="Metric.Accuracy"/> counts them, or null where rows have numbers for targets: the largest output is
/// that of the right class; a single output is on the target's side of ½; of several labels at once every output is an answer.
/// </param>
/// <param name="Count">How many rows there are.</param>
public readonly record struct Evaluation(float Loss, float? Accuracy, int Count);
