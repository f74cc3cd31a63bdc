using System.Collections.Immutable;
using System.Numerics;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>Finds the crowds that are left after a matching.</summary>
internal static class CrowdFinder
{
    /// <summary>The crowds, in the order of their first tasks.</summary>
    /// <param name="classes">The matching's rows.</param>
    /// <param name="matching">A matching that <see cref="BipartiteFlow.Augment"/> has made as large as possible.</param>
    /// <param name="confines">Where the tasks of a class may run in this matching.</param>
    public static List<Crowd> Find(
        List<TaskClass> classes, BipartiteFlow matching, Func<TaskClass, CpuSet> confines)
    {
        int[] leader = Connect(classes, matching, confines);
        var crowds = new List<Crowd>();
        for (int row = 0; row < classes.Count; row++)
        {
            if (matching.IsReached(row) && Leader(leader, row) == row)
            {
                crowds.Add(Gather(row, leader, classes, matching, confines));
            }
        }

        return crowds;
    }

    // Rows that share a CPU belong together. The leader is the first of them.
    private static int[] Connect(List<TaskClass> classes, BipartiteFlow matching, Func<TaskClass, CpuSet> confines)
    {
        var leader = new int[classes.Count];
        var rowOf = new int[matching.Columns];
        Array.Fill(rowOf, -1);

        // Thousands of tasks have the same limit, often the same object: its thousand CPUs need not be looked at again.
        var known = new Dictionary<CpuSet, int>(ReferenceEqualityComparer.Instance);
        for (int row = 0; row < leader.Length; row++)
        {
            leader[row] = row;
            if (!matching.IsReached(row))
            {
                continue;
            }

            if (!known.TryAdd(confines(classes[row]), row))
            {
                leader[row] = Leader(leader, known[confines(classes[row])]);
                continue;
            }

            ReadOnlySpan<ulong> columns = matching.ColumnsOf(row);
            for (int word = 0; word < columns.Length; word++)
            {
                for (ulong left = columns[word]; left != 0; left &= left - 1)
                {
                    ref int other = ref rowOf[(word * 64) + BitOperations.TrailingZeroCount(left)];
                    if (other < 0)
                    {
                        other = row;
                    }
                    else
                    {
                        int one = Leader(leader, other), two = Leader(leader, row);
                        leader[Math.Max(one, two)] = Math.Min(one, two);
                    }
                }
            }
        }

        return leader;
    }

    private static int Leader(int[] leader, int row)
    {
        while (leader[row] != row)
        {
            leader[row] = leader[leader[row]];
            row = leader[row];
        }

        return row;
    }

    private static Crowd Gather(
        int first,
        int[] leader,
        List<TaskClass> classes,
        BipartiteFlow matching,
        Func<TaskClass, CpuSet> confines)
    {
        var tasks = ImmutableArray.CreateBuilder<WatchedTask>();
        var cpus = new ulong[matching.ColumnsOf(first).Length];
        CpuSet confined = CpuSet.Empty;
        int unmatched = 0;
        for (int row = first; row < classes.Count; row++)
        {
            if (!matching.IsReached(row) || Leader(leader, row) != first)
            {
                continue;
            }

            tasks.AddRange(classes[row].Tasks);
            unmatched += matching.Unsent(row);
            CpuSet more = confines(classes[row]);
            confined = more.IsSubsetOf(confined) ? confined : confined.Union(more);
            ReadOnlySpan<ulong> columns = matching.ColumnsOf(row);
            for (int word = 0; word < columns.Length; word++)
            {
                cpus[word] |= columns[word];
            }
        }

        return new Crowd(tasks.ToImmutable(), CpuSet.FromWords(cpus), confined, unmatched);
    }
}
