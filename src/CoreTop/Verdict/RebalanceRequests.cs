using System.Collections.Immutable;
using CoreTop.Actions;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;

namespace CoreTop.Verdict;

/// <summary>What a plan asks of the editor.</summary>
internal static class RebalanceRequests
{
    /// <summary>
    /// One request for each change, in their order. Before them stand the first steps of all changes that have one: a task
    /// stays where it is put only while no other crowds its CPU, so nothing is widened before everything is spread.
    /// </summary>
    /// <param name="changes">The changes wanted.</param>
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

    // What is only recorded has its first affinity still.
    private static ImmutableArray<CpuSet> Expected(PlannedChange change) =>
        change.First is { } first ? [change.From, first] : [change.From];

    private static AffinityRequest Request(PlannedChange change) =>
        new(change.Task, change.Pid, change.Name, change.IsWholeProcess, change.To, change.Limit);
}
