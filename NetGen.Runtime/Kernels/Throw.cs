using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// The argument errors of emitted code. Each method is nothing but a throw: the JIT then knows that it does not return, calls it from the
/// cold end of a pass, and keeps no register of the pass over the call.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Throw
{
    /// <summary>A span has not the one length it must have.</summary>
    [DoesNotReturn]
    public static void Length(string argument, int expected, int actual) =>
        throw LengthError(argument, expected, actual);

    /// <summary>One sample's inputs have not the length they must have.</summary>
    [DoesNotReturn]
    public static void Input(int expected, int actual) => throw LengthError("input", expected, actual);

    /// <summary>One sample's outputs have not the length they must have.</summary>
    [DoesNotReturn]
    public static void Output(int expected, int actual) => throw LengthError("output", expected, actual);

    /// <summary>One sample's targets have not the length they must have.</summary>
    [DoesNotReturn]
    public static void Target(int expected, int actual) => throw LengthError("target", expected, actual);

    /// <summary>A span of rows has a length that is no multiple of a row's.</summary>
    [DoesNotReturn]
    public static void Rows(string argument, int rowLength, int actual) =>
        throw new ArgumentException(string.Concat("Expected rows of ", Text(rowLength), " floats, but '", argument, "' has ", Text(actual), ", which is no multiple of ", Text(rowLength), "."), argument);

    /// <summary>A span of rows has another number of rows than the inputs.</summary>
    [DoesNotReturn]
    public static void RowCount(string argument, int rows, int rowLength, int actual) =>
        throw new ArgumentException(
            string.Concat("Expected ", Text(rows), " rows of ", Text(rowLength), ", ", Text((long)rows * rowLength), " in all, but '", argument, "' has ", Text(actual), "."), argument);

    /// <summary>A class index is negative or too large.</summary>
    [DoesNotReturn]
    public static void Label(string argument, int classes, int actual) =>
        throw new ArgumentOutOfRangeException(argument, actual, string.Concat("Expected a class from 0 to ", Text(classes - 1), ", but got ", Text(actual), "."));

    /// <summary>A span that a pass writes shares memory with one that it reads.</summary>
    [DoesNotReturn]
    public static void Overlap(string read, string written) =>
        throw new ArgumentException(
            string.Concat("Expected memory of its own, but '", written, "' shares some with '", read, "', which the pass still reads. Give it another array."), written);

    /// <summary>A workspace is shorter than a pass needs.</summary>
    [DoesNotReturn]
    public static void Workspace(string argument, long needed, int actual) =>
        throw new ArgumentException(string.Concat("Expected a workspace of at least ", Text(needed), " floats, but '", argument, "' has ", Text(actual), "."), argument);

    /// <summary>Weights of outputs were given to a loss that is no sum of a term an output.</summary>
    [DoesNotReturn]
    public static void OutputWeights() => throw new ArgumentException(
        "OutputWeights weigh a loss's terms, one an output, but this network's loss is no such sum: ClassWeights or sample weights weigh rows by their class, and a custom loss weighs its outputs itself.", "context");

    /// <summary>Weights of outputs were given to a pass over a single row.</summary>
    [DoesNotReturn]
    public static void OutputWeightsOfRow() => throw new ArgumentException(
        "Passes over a single row take no OutputWeights: BackwardBatch and TrainBatch do, and one row is a batch.", "context");

    /// <summary>A learning rate is not a finite number.</summary>
    [DoesNotReturn]
    public static void LearningRate(string argument, float actual) =>
        throw new ArgumentOutOfRangeException(argument, actual, $"Expected a finite learning rate, but got {actual}.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException LengthError(string argument, int expected, int actual) =>
        new(string.Concat("Expected ", Text(expected), " floats, but '", argument, "' has ", Text(actual), "."), argument);

    // Every network can come here: a handler of interpolated strings would be most of what these messages take in an application compiled ahead of time.
    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
