using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Model.Topology;

/// <summary>
/// How people write a set of CPUs: parts separated by commas, each a number, a range (<c>0-3</c>), a range with a step
/// (<c>16-31:2</c>), <c>all</c>, <c>idle</c>, <c>isolated</c>, <c>pcores</c>, <c>ecores</c>, <c>node0</c>, <c>package0</c>, <c>llc2</c> or <c>core5</c>
/// (ranges too: <c>core0-3</c>). A part after <c>-</c> or <c>!</c> is taken away from those before it, from all when it is
/// the first.
/// </summary>
/// <remarks>
/// Nodes have the kernel's numbers; packages and caches count from 0 in the order of <see cref="CpuTopology"/>; a core is
/// named by any of its CPUs, so that <c>core5</c> is CPU 5 and its SMT siblings.
/// </remarks>
public static class CpuExpression
{
    private const string Usage = "give CPUs such as 0-3,8,16-31:2, all, idle, node0, llc2, core5 or all,-0.";

    /// <summary>Finds the CPUs that <paramref name="text"/> names.</summary>
    /// <param name="text">As typed, in any case; blanks between parts do not count.</param>
    /// <param name="topology">The machine.</param>
    /// <param name="idle">The CPUs that <c>idle</c> names; null when that is not known.</param>
    /// <param name="cpus">Online CPUs, at least one; empty when false is returned.</param>
    /// <param name="error">Why not, as a sentence; empty when true is returned.</param>
    public static bool TryParse(string text, CpuTopology topology, CpuSet? idle, out CpuSet cpus, out string error)
    {
        cpus = CpuSet.Empty;
        CpuSet named = CpuSet.Empty;
        bool isFirst = true;
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            bool takesAway = part is ['-' or '!', ..];
            if (!TryParsePart(takesAway ? part[1..].Trim() : part, topology, idle, out CpuSet some, out error))
            {
                return false;
            }

            CpuSet before = takesAway && isFirst ? topology.Online : named;
            named = takesAway ? before.Except(some) : before.Union(some);
            isFirst = false;
        }

        CpuSet offline = named.Except(topology.Online);
        error = named.IsEmpty ? $"\"{text}\" leaves no CPU: a task needs at least one."
            : !offline.IsEmpty ? $"{Count.Cpus(offline)} {Count.Are(offline.Count)} offline: online are {topology.Online}."
            : string.Empty;
        cpus = error.Length == 0 ? named : CpuSet.Empty;
        return error.Length == 0;
    }

    private static bool TryParsePart(string part, CpuTopology topology, CpuSet? idle, out CpuSet cpus, out string error)
    {
        cpus = CpuSet.Empty;
        error = string.Empty;
        int digit = part.AsSpan().IndexOfAnyInRange('0', '9');
        string word = (digit < 0 ? part : part[..digit]).ToLowerInvariant();
        CpuSet numbers = CpuSet.Empty;
        if (part.Length == 0 || (digit >= 0 && !CpuList.TryParse(part[digit..], out numbers)))
        {
            error = part.Length == 0 ? $"No CPU is named: {Usage}" : $"\"{part}\" names no CPUs: {Usage}";
            return false;
        }

        switch (word, digit >= 0)
        {
            case ("", true):
                cpus = numbers;
                error = Missing(numbers, topology);
                break;
            case ("core", true):
                error = Missing(numbers, topology);
                CpuSet present = numbers.Intersect(topology.Present);
                cpus = present.Aggregate(present, (all, cpu) => all.Union(topology.Find(cpu)?.Siblings ?? CpuSet.Empty));
                break;
            case ("all", false):
                cpus = topology.Online;
                break;
            case ("isolated", false):
                cpus = topology.Isolated.Intersect(topology.Online);
                error = cpus.IsEmpty ? "No CPU is isolated on this machine." : string.Empty;
                break;
            case ("pcores" or "ecores", false):
                cpus = (word == "ecores" ? topology.Efficiency : topology.Performance).Intersect(topology.Online);
                error = !cpus.IsEmpty ? string.Empty
                    : topology.Efficiency.IsEmpty ? "The cores of this machine are alike, as far as it says."
                    : $"None of the {word} is online.";
                break;
            case ("idle", false):
                cpus = idle ?? CpuSet.Empty;
                error = idle is null ? "Which CPUs are idle is not known."
                    : idle.IsEmpty ? "No CPU is idle now."
                    : string.Empty;
                break;
            case ("node", true):
                cpus = Members(numbers, [.. topology.Nodes.Select(node => (node.Number, node.Cpus))], "node", out error);
                break;
            case ("package" or "socket", true):
                cpus = Members(numbers, Numbered(topology.Packages), "package", out error);
                break;
            case ("llc", true):
                cpus = Members(numbers, Numbered(topology.LastLevelCaches), "llc", out error);
                break;
            default:
                error = $"\"{part}\" names no CPUs: {Usage}";
                break;
        }

        return error.Length == 0;
    }

    private static string Missing(CpuSet numbers, CpuTopology topology)
    {
        CpuSet missing = numbers.Except(topology.Present);
        return missing.IsEmpty ? string.Empty
            : $"There {Count.Are(missing.Count)} no {Count.Cpus(missing)} here: this machine has {topology.Present}.";
    }

    private static ImmutableArray<(int Number, CpuSet Cpus)> Numbered(ImmutableArray<CpuSet> sets) =>
        [.. sets.Select((cpus, index) => (index, cpus))];

    private static CpuSet Members(
        CpuSet numbers, ImmutableArray<(int Number, CpuSet Cpus)> groups, string word, out string error)
    {
        CpuSet missing = numbers.Except(CpuSet.Of([.. groups.Select(group => group.Number)]));
        if (!missing.IsEmpty)
        {
            error = groups.IsEmpty
                ? $"This machine has no known {word}."
                : $"There is no {word}{missing.First} here: {word}{groups[0].Number} to {word}{groups[^1].Number} are there.";
            return CpuSet.Empty;
        }

        error = string.Empty;
        return groups
            .Where(group => numbers.Contains(new CpuId(group.Number)))
            .Aggregate(CpuSet.Empty, (all, group) => all.Union(group.Cpus));
    }
}
