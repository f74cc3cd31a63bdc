using System.Text;

namespace CoreTop.Kernel.Proc;

/// <summary>One line of <c>/proc/[pid]/cgroup</c>: where the task is in one hierarchy.</summary>
/// <param name="Hierarchy">Number of the hierarchy; 0 is cgroup v2.</param>
/// <param name="Controllers">Its controllers, comma-separated; empty for v2.</param>
/// <param name="Path">The task's cgroup, from the hierarchy's root as this namespace sees it.</param>
/// <seealso href="https://man7.org/linux/man-pages/man7/cgroups.7.html"/>
internal readonly record struct CgroupEntry(int Hierarchy, string Controllers, string Path)
{
    /// <summary>The path that says most of where a task belongs: cgroup v2's unless that is the root, else that of v1's cpu, cpuset or any other controller; null without a line.</summary>
    public static string? PathOf(ReadOnlySpan<byte> text)
    {
        string? best = null;
        int bestRank = -1;
        foreach (CgroupEntry entry in Parse(text))
        {
            int rank = entry.Path == "/" ? 0
                : entry.Hierarchy == 0 ? 4
                : entry.Controllers.Split(',').Contains("cpu") ? 3
                : entry.Controllers == "cpuset" ? 2
                : 1;
            if (rank > bestRank)
            {
                (best, bestRank) = (entry.Path, rank);
            }
        }

        return best;
    }

    /// <summary>Parses the whole file; other lines are left out.</summary>
    public static IReadOnlyList<CgroupEntry> Parse(ReadOnlySpan<byte> text)
    {
        var entries = new List<CgroupEntry>();
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            int first = line.IndexOf((byte)':');
            int second = first < 0 ? -1 : line[(first + 1)..].IndexOf((byte)':');
            if (second < 0 || !System.Buffers.Text.Utf8Parser.TryParse(line[..first], out int hierarchy, out _))
            {
                continue;
            }

            entries.Add(new CgroupEntry(
                hierarchy,
                Encoding.UTF8.GetString(line.Slice(first + 1, second)),
                Encoding.UTF8.GetString(line[(first + second + 2)..])));
        }

        return entries;
    }
}
