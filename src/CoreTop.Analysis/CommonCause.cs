using System.Collections.Immutable;
using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Blaming.Masks;
using CoreTop.Model.Words;

namespace CoreTop.Analysis;

/// <summary>Makes one cause of those of several tasks: what most of them have, how many that are, and what the others have.</summary>
internal static class CommonCause
{
    private const int MostLines = 24;

    /// <summary>The cause; null when nothing confines any of the tasks.</summary>
    /// <param name="causes">The causes of those tasks that are confined.</param>
    /// <param name="tasks">How many tasks there are.</param>
    public static Cause? Of(ImmutableArray<Cause> causes, int tasks)
    {
        ImmutableArray<Cause> known = [.. causes.Where(static cause => !MaskCauses.IsUnread(cause))];
        if (known.IsEmpty)
        {
            return causes.FirstOrDefault();
        }

        List<List<Cause>> groups =
        [
            .. known.GroupBy(KeyOf).Select(static group => group.ToList())
                .OrderByDescending(static group => group.Exists(static cause => cause.Confidence > CauseConfidence.None))
                .ThenByDescending(static group => group.Count),
        ];
        List<Cause> most = groups[0];
        AddOrigins(most, groups);

        // Only some of many tasks are looked at, and some have ended: nothing is said of those.
        int unread = causes.Length - known.Length, looked = tasks - unread;
        Cause cause = Together(most);
        string others = most.Count < looked ? $" That holds for {most.Count} of {Count.Of(looked, "task")}{Next(groups)}."
            : cause.Origins > 1 && cause.Kind != CauseKind.Program ? $" The same holds for the other {Count.Of(most.Count - 1, "task")}."
            : string.Empty;
        string unseen = unread > 0 ? $" Only {looked} of the {tasks} tasks {(looked == 1 ? "was" : "were")} looked at." : string.Empty;
        return cause with { Evidence = $"{cause.Evidence}{others}{unseen}" };
    }

    // Those of the same kind, whatever they are called: workers of several programs, cpusets of several machines.
    private static (CauseKind, string) KeyOf(Cause cause) => (cause.Kind, cause switch
    {
        { Kind: CauseKind.OpenMpAfterFork or CauseKind.Program } => string.Empty,
        { OriginPid: null } => cause.Permanent ?? string.Empty,
        _ => cause.Phrase,
    });

    // What hands its mask on may be one of the tasks: it has the same mask for the same reason.
    private static void AddOrigins(List<Cause> most, List<List<Cause>> groups)
    {
        HashSet<int> origins = [.. most.Select(static cause => cause.OriginPid).OfType<int>()];
        foreach (List<Cause> group in groups.Skip(1))
        {
            most.AddRange(group.Where(IsOrigin));
            group.RemoveAll(cause => IsOrigin(cause));
        }

        bool IsOrigin(Cause cause) => cause is { Kind: CauseKind.Unknown, OriginPid: { } pid } && origins.Contains(pid);
    }

    private static string Next(List<List<Cause>> groups) =>
        groups.Skip(1).FirstOrDefault(static group => group.Count > 0) is [Cause next, ..] group
            ? $"; {Count.Of(group.Count, "other")}: {next.Phrase}"
            : string.Empty;

    private static Cause Together(List<Cause> causes)
    {
        Cause first = causes[0];
        int origins = Math.Max(1, causes.Select(static cause => cause.OriginPid).OfType<int>().Distinct().Count());
        if (first.Workers is not null)
        {
            Cause program = ProgramMask.Of([.. causes.Select(static cause => cause.Workers).OfType<PinnedWorkers>().Distinct()], first.OriginPid);
            return program with { Evidence = $"{program.Evidence}{first.Tail}", Origins = origins };
        }

        return first with { Evidence = $"{first.Evidence}{Alike(causes)}", Lines = Lines(causes), Origins = origins };
    }

    // Each thread of a virtual machine has a cpuset of its own.
    private static string Alike(List<Cause> causes)
    {
        List<Cause> different = [.. causes.DistinctBy(static cause => cause.Evidence)];
        string limits = causes[0].Kind == CauseKind.Quota ? "quotas" : "cpusets";
        return causes[0].OriginPid is not null || different.Count < 2 ? string.Empty
            : different.Count == 2 ? $" {different[1].Evidence}"
            : $" {different.Count - 1} other {limits} limit the other tasks in the same way.";
    }

    // A line for each, where each needs one of its own and one sentence says what all of them do.
    private static ImmutableArray<string> Lines(List<Cause> causes)
    {
        Cause first = causes[0];
        bool isOfAll = first.Permanent != UnknownMask.Permanent && causes.TrueForAll(cause => cause.Permanent == first.Permanent);
        ImmutableArray<string> all =
        [
            .. causes.Select(static cause => cause.Lines).DistinctBy(static lines => string.Join('\n', lines)).SelectMany(static lines => lines),
        ];
        return isOfAll && all.Length <= MostLines ? all : first.Lines;
    }
}
