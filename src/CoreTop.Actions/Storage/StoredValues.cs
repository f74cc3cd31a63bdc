using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions.Storage;

/// <summary>The kinds of values that stand in the journal: the one table of them.</summary>
internal static class StoredValues
{
    private const int HighestIoPriority = 0xFFFF;

    /// <summary>The CPUs that a task may use: cpulists.</summary>
    public static StoredValue<CpuSet> Affinity { get; } = new StoredAffinity();

    /// <summary>Nice values.</summary>
    public static StoredValue<int> Nice { get; } = new(
        "nice", new("nice", "nice value", "nice values", "NICE"), nice => Text($"{nice}"), TryReadNice);

    /// <summary>I/O priorities, as ioprio_set(2) numbers them.</summary>
    public static StoredValue<IoPriority> IoPriority { get; } = new(
        "io-priority",
        new("I/O priority", "I/O priority", "I/O priorities", "IOPRIO"),
        priority => Text($"{priority.Number}"),
        TryReadIoPriority);

    /// <summary>Policies: as sched_setscheduler(2) numbers them, and the real-time priority after a blank.</summary>
    public static StoredValue<TaskPolicy> Policy { get; } = new(
        "policy",
        new("policy", "policy", "policies", "POLICY"),
        policy => Text($"{policy.Number} {policy.RealTimePriority}"),
        TryReadPolicy);

    /// <summary>Autogroups: the group's number, and its nice value after a blank.</summary>
    public static StoredValue<Autogroup> AutogroupNice { get; } = new(
        "autogroup-nice",
        new("autogroup nice", "autogroup nice value", "autogroup nice values", "AUTOGROUP"),
        group => Text($"{group.Number} {group.Nice}"),
        TryReadAutogroup);

    private static ImmutableArray<StoredValue> All { get; } = [Affinity, Nice, IoPriority, Policy, AutogroupNice];

    /// <summary>The kind with that name; null for one that only a newer CoreTop knows.</summary>
    /// <param name="name">The name; null, as in a line of CoreTop 0.1, for affinities.</param>
    public static StoredValue? Find(string? name)
    {
        foreach (StoredValue value in All)
        {
            if (value.Name == name)
            {
                return value;
            }
        }

        return name is null ? Affinity : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool TryReadNice(string text, out int nice) => TryRead(text, out nice) && IsNice(nice);

    private static bool TryReadIoPriority(string text, out IoPriority priority)
    {
        bool isRead = TryRead(text, out int number) && number is >= 0 and <= HighestIoPriority;
        priority = isRead ? Model.Tasks.IoPriority.FromNumber(number) : default;
        return isRead;
    }

    private static bool TryReadPolicy(string text, out TaskPolicy policy)
    {
        bool isRead = TryReadTwo(text, out long number, out int realTimePriority)
            && number is >= 0 and <= int.MaxValue && realTimePriority is >= 0 and <= TaskPolicy.HighestRealTime;
        policy = isRead ? TaskPolicy.FromNumber((int)number, realTimePriority) : default;
        return isRead;
    }

    private static bool TryReadAutogroup(string text, out Autogroup group)
    {
        bool isRead = TryReadTwo(text, out long number, out int nice) && number >= 0 && IsNice(nice);
        group = isRead ? new Autogroup(number, nice) : default;
        return isRead;
    }

    private static bool IsNice(int nice) => nice is >= NiceRange.Lowest and <= NiceRange.Highest;

    private static bool TryRead(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static bool TryReadTwo(string text, out long first, out int second)
    {
        (first, second) = (0, 0);
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0
            && long.TryParse(text.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && TryRead(text.AsSpan(blank + 1), out second);
    }
}
