using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging;

/// <summary>Groups claimants that share CPUs or belong to one job: a process, a parent, a process group or a session.</summary>
internal static class ClaimantGroups
{
    /// <summary>The groups, in the order of their first members.</summary>
    /// <param name="claimants">The claimants to group.</param>
    /// <param name="maskOf">The CPUs that a claimant may share with others.</param>
    public static IEnumerable<ImmutableArray<Claimant>> Of(List<Claimant> claimants, Func<Claimant, CpuSet> maskOf)
    {
        int[] leader = [.. Enumerable.Range(0, claimants.Count)];
        var byCpu = new Dictionary<CpuId, int>();
        var byMask = new Dictionary<CpuSet, int>();
        var byOwner = new Dictionary<(OwnerKind Kind, int Id), int>();
        for (int index = 0; index < claimants.Count; index++)
        {
            CpuSet allowed = maskOf(claimants[index]);
            if (byMask.TryAdd(allowed, index))
            {
                foreach (CpuId cpu in allowed)
                {
                    Join(leader, byCpu, cpu, index);
                }
            }
            else
            {
                Unite(leader, byMask[allowed], index);
            }

            if (claimants[index].Task is { } task)
            {
                JoinOwners(leader, byOwner, task.Process, index);
                continue;
            }

            foreach (ProcessLoad process in claimants[index].Stream!.Members.Concat(claimants[index].Stream!.Reapers))
            {
                JoinOwners(leader, byOwner, process, index);
            }
        }

        return Enumerable.Range(0, claimants.Count)
            .GroupBy(index => Leader(leader, index))
            .Select(group => group.Select(index => claimants[index]).ToImmutableArray());
    }

    // PID 1 is the parent of every process whose own parent has ended.
    private static void JoinOwners(int[] leader, Dictionary<(OwnerKind Kind, int Id), int> known, ProcessLoad process, int index)
    {
        Join(leader, known, (OwnerKind.Process, process.Pid), index);
        JoinOwner(leader, known, OwnerKind.Parent, process.ParentPid, index);
        JoinOwner(leader, known, OwnerKind.ProcessGroup, process.Session.ProcessGroup, index);
        JoinOwner(leader, known, OwnerKind.Session, process.Session.Session, index);
    }

    private static void JoinOwner(int[] leader, Dictionary<(OwnerKind Kind, int Id), int> known, OwnerKind kind, int id, int index)
    {
        if (id > 1)
        {
            Join(leader, known, (kind, id), index);
        }
    }

    private static void Join<TKey>(int[] leader, Dictionary<TKey, int> known, TKey key, int index)
        where TKey : notnull
    {
        if (!known.TryAdd(key, index))
        {
            Unite(leader, known[key], index);
        }
    }

    private static void Unite(int[] leader, int one, int other)
    {
        (int first, int second) = (Leader(leader, one), Leader(leader, other));
        leader[Math.Max(first, second)] = Math.Min(first, second);
    }

    private static int Leader(int[] leader, int index)
    {
        while (leader[index] != index)
        {
            leader[index] = leader[leader[index]];
            index = leader[index];
        }

        return index;
    }

    private enum OwnerKind
    {
        Process = 0,
        Parent,
        ProcessGroup,
        Session,
    }
}
