using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Model.Topology;

/// <summary>
/// How people write a set of CPUs: parts separated by commas, each a number, a range (<c>0-3</c>), a range with a step
/// (<c>16-31:2</c>), <c>all</c>, <c>idle</c>, <c>isolated</c>, <c>pcores</c>, <c>ecores</c>, <c>node0</c>, <c>package0</c>, <c>llc2</c>, <c>core5</c>
/// (ranges too: <c>core0-3</c>), or those near a device: <c>gpu0</c>, <c>nvme0</c>, <c>nic:eth0</c>, <c>ib:mlx5_0</c>, <c>pci:0000:3b:00.0</c>.
/// <c>2 of</c> before a part picks so many of its CPUs. A part after <c>-</c> or <c>!</c> is taken away from those before it, from all when
/// it is the first.
/// </summary>
/// <remarks>
/// Nodes have the kernel's numbers; packages and caches count from 0 in the order of <see cref="CpuTopology"/>; a core is
/// named by any of its CPUs, so that <c>core5</c> is CPU 5 and its SMT siblings.
/// </remarks>
public static class CpuExpression
{
    private const string Usage = "give CPUs such as 0-3,8,16-31:2, all, idle, node0, llc2, core5, gpu0, nic:eth0, 2 of idle or all,-0.";

    private const string Idle = "idle", Of = "of";

    /// <summary>Whether the text can mean something else depending on which CPUs are idle.</summary>
    public static bool DependsOnIdle(string text) => text.Split(',').Any(static part => part.Contains(Idle, StringComparison.OrdinalIgnoreCase) || PickOf(part.Trim()) is not null);

    /// <summary>Finds the CPUs that <paramref name="text"/> names.</summary>
    /// <param name="text">As typed, in any case; blanks between parts do not count.</param>
    /// <param name="naming">What its words stand for.</param>
    /// <param name="cpus">Online CPUs, at least one; empty when false is returned.</param>
    /// <param name="error">Why not, as a sentence; empty when true is returned.</param>
    public static bool TryParse(string text, CpuNaming naming, out CpuSet cpus, out string error)
    {
        cpus = CpuSet.Empty;
        if (!TryParseParts(text, naming, out Part[] parts, out error))
        {
            return false;
        }

        CpuSet named = CpuSet.Empty;
        CpuSet takenAway = parts.Where(static part => part.TakesAway).Aggregate(CpuSet.Empty, static (all, part) => all.Union(part.Cpus));
        for (int i = 0; i < parts.Length; i++)
        {
            Part part = parts[i];
            if (part.TakesAway)
            {
                named = (i == 0 ? naming.All : named).Except(part.Cpus);
                continue;
            }

            CpuSet some = part.Cpus;
            if (part.Count is { } count)
            {
                // What is taken away, or named already, is never picked.
                some = some.Intersect(naming.Topology.Online).Except(takenAway.Union(named));
                if (some.Count < count)
                {
                    error = TooFew(part.Text, some);
                    return false;
                }

                some = CpuPick.Of(count, some, naming);
            }

            named = named.Union(some);
        }

        CpuSet offline = named.Except(naming.Topology.Online);
        error = named.IsEmpty ? $"\"{text}\" leaves no CPU: a task needs at least one."
            : !offline.IsEmpty ? $"{Count.Cpus(offline)} {Count.Are(offline.Count)} offline: online are {naming.Topology.Online}."
            : string.Empty;
        cpus = error.Length == 0 ? named : CpuSet.Empty;
        return error.Length == 0;
    }

    private static bool TryParseParts(string text, CpuNaming naming, out Part[] parts, out string error)
    {
        string[] texts = text.Split(',', StringSplitOptions.TrimEntries);
        parts = new Part[texts.Length];
        error = string.Empty;
        for (int i = 0; i < texts.Length; i++)
        {
            string part = texts[i];
            bool takesAway = part is ['-' or '!', ..];
            string from = takesAway ? part[1..].Trim() : part;
            (int Count, string From)? pick = PickOf(from);
            if (WhyNot(text, texts, i, from, pick) is { } why)
            {
                error = why;
                return false;
            }

            from = pick?.From ?? from;
            if (!TryParseWord(from, naming, out CpuSet cpus, out error)
                || (!takesAway && !IsInside(from, cpus, naming, out cpus, out error)))
            {
                return false;
            }

            parts[i] = new Part(part, takesAway, pick?.Count, cpus);
        }

        return true;
    }

    // What is wrong with the form of a part; null for what is read as names and numbers.
    private static string? WhyNot(string text, string[] texts, int index, string from, (int Count, string From)? pick)
    {
        string part = texts[index];
        if (part.Length == 0 && texts.Length > 1)
        {
            string where = index == 0 ? "before the first comma" : index == texts.Length - 1 ? "behind the last comma" : "between two commas";
            return $"\"{text}\" names nothing {where}: {Usage}";
        }

        bool takesAway = part.Length > 0 && from != part;
        return takesAway && from.Length == 0 ? $"\"{part}\" takes away nothing: name the CPUs behind it, such as all,-0."
            : takesAway && pick is not null ? $"\"{part}\" does not say which CPUs are taken away: name them, such as all,-0 or all,-{pick.Value.From}."
            : pick is { Count: 0 } ? $"\"{part}\" picks no CPU: give a number from 1."
            : null;
    }

    // "2 of idle" is 2 and "idle".
    private static (int Count, string From)? PickOf(string part)
    {
        string[] words = part.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 3 && words[1].Equals(Of, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? (count, words[2])
            : null;
    }

    // Numbers outside of the bounds are a mistake; of a place, those inside are meant.
    private static bool IsInside(string part, CpuSet cpus, CpuNaming naming, out CpuSet inside, out string error)
    {
        inside = naming.Inside(cpus);
        CpuSet outside = cpus.Except(inside);
        bool isWrong = !outside.IsEmpty && (inside.IsEmpty || char.IsAsciiDigit(part[0]));
        error = !isWrong ? string.Empty
            : $"{Count.Cpus(outside)} {Count.Are(outside.Count)} not within {naming.Bounds!.Cpus} ({naming.Bounds.Origin}).";
        return !isWrong;
    }

    private static bool TryParseWord(string part, CpuNaming naming, out CpuSet cpus, out string error)
    {
        if (DeviceWords.IsOne(part))
        {
            cpus = DeviceWords.Near(part, naming, out error);
            return error.Length == 0;
        }

        int digit = part.AsSpan().IndexOfAnyInRange('0', '9');
        string word = (digit < 0 ? part : part[..digit]).ToLowerInvariant();
        CpuSet numbers = CpuSet.Empty;
        if (part.Length == 0 || (digit >= 0 && !CpuList.TryParse(part[digit..], out numbers)))
        {
            cpus = CpuSet.Empty;
            error = part.Length == 0 ? $"No CPU is named: {Usage}" : NamesNone(part);
            return false;
        }

        CpuSet? named = digit < 0 ? OfWord(word, naming, out error) : OfNumbers(word, numbers, naming, out error);
        error = named is null ? NamesNone(part) : error;
        cpus = error.Length == 0 ? named! : CpuSet.Empty;
        return error.Length == 0;
    }

    // Null for a word that means nothing.
    private static CpuSet? OfWord(string word, CpuNaming naming, out string error)
    {
        CpuTopology topology = naming.Topology;
        CpuSet? cpus = word switch
        {
            "all" => topology.Online,
            "isolated" => topology.Isolated.Intersect(topology.Online),
            "pcores" => topology.Performance.Intersect(topology.Online),
            "ecores" => topology.Efficiency.Intersect(topology.Online),
            Idle => naming.Idle ?? CpuSet.Empty,
            _ => null,
        };
        error = cpus is not { IsEmpty: true } ? string.Empty
            : word == "isolated" ? "No CPU is isolated on this machine."
            : word == Idle ? (naming.Idle is null ? "Which CPUs are idle is not known." : "No CPU is idle now.")
            : topology.Efficiency.IsEmpty ? "The cores of this machine are alike, as far as it says."
            : $"None of the {word} is online.";
        return cpus;
    }

    // Null for a word that means nothing.
    private static CpuSet? OfNumbers(string word, CpuSet numbers, CpuNaming naming, out string error)
    {
        CpuTopology topology = naming.Topology;
        error = string.Empty;
        switch (word)
        {
            case "":
                error = Missing(numbers, topology);
                return numbers;
            case "core":
                error = Missing(numbers, topology);
                CpuSet present = numbers.Intersect(topology.Present);
                return present.Aggregate(present, (all, cpu) => all.Union(topology.Find(cpu)?.Siblings ?? CpuSet.Empty));
            case "node":
                return Members(numbers, [.. topology.Nodes.Select(node => (node.Number, node.Cpus))], "node", out error);
            case "package" or "socket":
                return Members(numbers, Numbered(topology.Packages), "package", out error);
            case "llc":
                return Members(numbers, Numbered(topology.LastLevelCaches), "llc", out error);
            case "gpu" or "nvme":
                return DeviceWords.Near(word, numbers, naming, out error);
            default:
                return null;
        }
    }

    private static string NamesNone(string part) => $"\"{part}\" names no CPUs: {Usage}";

    private static string TooFew(string part, CpuSet some) => some.Count switch
    {
        0 => $"\"{part}\": there is none to pick from.",
        1 => $"\"{part}\": there is only {Count.Cpus(some)} to pick from.",
        _ => $"\"{part}\": there are only {some.Count} to pick from, {Count.Cpus(some)}.",
    };

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

    private sealed record Part(string Text, bool TakesAway, int? Count, CpuSet Cpus);
}
