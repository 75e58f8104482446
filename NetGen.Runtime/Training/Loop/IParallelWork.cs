namespace NetGen.Runtime.Training;

/// <summary>Work that several threads do together.</summary>
internal interface IParallelWork
{
    /// <summary>Does the share of one thread.</summary>
    /// <param name="worker">The thread's number, from 0, which is the caller's own thread.</param>
    void Execute(int worker);
}
