using System;
using Microsoft.Build.Framework;

namespace NetGen.Build;

/// <summary>What all tasks have in common. It stands on the one assembly that every MSBuild brings.</summary>
public abstract class BuildTask : ITask
{
    /// <inheritdoc/>
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc/>
    public ITaskHost? HostObject { get; set; }

    /// <inheritdoc/>
    public abstract bool Execute();

    /// <summary>Says something that only who asks for details sees.</summary>
    protected void Tell(string message) => BuildEngine?.LogMessageEvent(new BuildMessageEventArgs(message, "", "NetGen", MessageImportance.Low));

    /// <summary>Says what went wrong with a file that the task itself writes.</summary>
    protected bool Fail(string file, Exception exception)
    {
        BuildEngine?.LogErrorEvent(new BuildErrorEventArgs("", "NETGEN098", file, 0, 0, 0, 0, exception.Message, "", "NetGen"));
        return false;
    }
}
