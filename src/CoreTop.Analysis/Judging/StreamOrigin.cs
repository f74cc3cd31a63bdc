using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging;

/// <summary>Finds the process that starts the tasks of a stream: the oldest living ancestor with their affinity whose own parent has another.</summary>
internal static class StreamOrigin
{
    /// <summary>The origins of a stream, each once, by PID; empty when none is alive.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="situation">What is known.</param>
    public static ImmutableArray<ProcessLoad> Of(TaskStream stream, Situation situation)
    {
        var found = new SortedDictionary<int, ProcessLoad>();
        foreach (ProcessLoad process in stream.Members.Concat(stream.Reapers))
        {
            ProcessLoad origin = OriginOf(process, situation);
            found[origin.Pid] = origin;
        }

        // A member without an ancestor of its own kind is an orphan: it does not start the others.
        ImmutableArray<ProcessLoad> starters = [.. found.Values.Where(origin => !stream.Members.Contains(origin))];
        return starters.IsEmpty ? [.. found.Values] : starters;
    }

    private static ProcessLoad OriginOf(ProcessLoad process, Situation situation) =>
        situation.Processes.AncestorsAlike(process).LastOrDefault(process);
}
