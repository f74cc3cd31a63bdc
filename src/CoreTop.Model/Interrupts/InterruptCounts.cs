using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Model.Interrupts;

/// <summary>Interrupts by source and CPU since boot: /proc/interrupts or /proc/softirqs.</summary>
/// <param name="Cpus">The CPUs of the columns: online ones, in softirqs all possible ones.</param>
/// <param name="Sources">Rows that count by CPU.</param>
public sealed record InterruptCounts(ImmutableArray<CpuId> Cpus, ImmutableArray<InterruptSource> Sources)
{
    /// <summary>Nothing was read.</summary>
    public static InterruptCounts None { get; } = new([], []);

    /// <summary>What interrupted <paramref name="cpu"/> since an earlier reading, the most frequent source first.</summary>
    public ImmutableArray<InterruptGrowth> Since(InterruptCounts before, CpuId cpu)
    {
        int now = Cpus.IndexOf(cpu), then = before.Cpus.IndexOf(cpu);
        if (now < 0 || then < 0)
        {
            return [];
        }

        Dictionary<string, InterruptSource> known = before.Sources.ToDictionary(source => source.Name);
        return
        [
            .. Sources
                .Where(source => known.ContainsKey(source.Name))
                .Select(source => new InterruptGrowth(
                    source.Name, source.Text, unchecked(source.Counts[now] - known[source.Name].Counts[then])))
                .Where(growth => growth.Count > 0)
                .OrderByDescending(growth => growth.Count),
        ];
    }
}
