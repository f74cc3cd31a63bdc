using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging;

/// <summary>Finds who starts the tasks of a stream: the oldest living ancestor with their affinity whose own parent has another.</summary>
internal static class StreamOrigin
{
    /// <summary>The origins of a stream, each once, by PID; empty when none of them lives.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="evidence">What is known.</param>
    public static ImmutableArray<ProcessLoad> Of(TaskStream stream, Evidence evidence)
    {
        var found = new SortedDictionary<int, ProcessLoad>();
        foreach (ProcessLoad process in stream.Members.Concat(stream.Reapers))
        {
            ProcessLoad origin = OriginOf(process, evidence);
            found[origin.Pid] = origin;
        }

        // A member without an ancestor of its own kind is an orphan: it starts nothing.
        ImmutableArray<ProcessLoad> starters = [.. found.Values.Where(origin => !stream.Members.Contains(origin))];
        return starters.IsEmpty ? [.. found.Values] : starters;
    }

    private static ProcessLoad OriginOf(ProcessLoad process, Evidence evidence) =>
        evidence.Processes.AncestorsAlike(process).LastOrDefault(process);
}
