using System.Collections.Immutable;
using CoreTop.Actions;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;

namespace CoreTop.Verdict;

/// <summary>The requests that a plan makes to the editor.</summary>
internal static class RebalanceRequests
{
    /// <summary>
    /// One request for each change, in their order. The first steps of all changes that have one come before them: a task
    /// stays where it is put only while no other crowds its CPU, so nothing is widened before everything is spread.
    /// </summary>
    /// <param name="changes">The wanted changes.</param>
    public static List<AffinityRequest> Of(IReadOnlyCollection<PlannedChange> changes)
    {
        var requests = new List<AffinityRequest>();
        foreach (PlannedChange change in changes)
        {
            if (change.First is { } first)
            {
                requests.Add(Request(change) with { Wanted = first, Expected = [change.From] });
            }
        }

        foreach (PlannedChange change in changes)
        {
            requests.Add(Request(change) with { Wanted = change.To, Expected = Expected(change) });
        }

        return requests;
    }

    // A task whose change is only recorded still has its first affinity.
    private static ImmutableArray<CpuSet> Expected(PlannedChange change) =>
        change.First is { } first ? [change.From, first] : [change.From];

    private static AffinityRequest Request(PlannedChange change) =>
        new(change.Task, change.Pid, change.Name, change.IsWholeProcess, change.To, change.Limit);
}
