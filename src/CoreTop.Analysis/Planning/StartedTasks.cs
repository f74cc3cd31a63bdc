using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>Some processes and all their descendants, in one snapshot.</summary>
/// <param name="snapshot">The snapshot.</param>
/// <param name="processes">Its processes.</param>
/// <param name="starters">The processes that start others.</param>
internal sealed class StartedTasks(Snapshot snapshot, ProcessTree processes, ImmutableHashSet<TaskKey> starters)
{
    /// <summary>CPU time, in the snapshot's window, of those that are alive and of those that ended and were waited for, in cores.</summary>
    public double Run => snapshot.Processes.Where(Contains)
        .Sum(static process => (process.Run * process.Lived) + (process.Lived < 1 ? 0 : process.ChildRun));

    /// <summary>Whether a process is one of the starters or descends from one.</summary>
    public bool Contains(ProcessLoad process) => !starters.IsEmpty
        && (starters.Contains(process.Key) || processes.Ancestors(process).Any(ancestor => starters.Contains(ancestor.Key)));
}
