using System.Collections.Immutable;
using CoreTop.Model.Meters;

namespace CoreTop.Model.Sampling;

/// <summary>What quotas did to their cgroups, from their readings one after the other.</summary>
/// <remarks>A period lasts 0.1 s by default and 1 s at most, so a short window may hold none: readings are kept until it is enough.</remarks>
internal sealed class QuotaLoads
{
    private const int EnoughPeriods = 5;
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, List<Reading>> _readings = [];
    private readonly List<string> _forgotten = [];

    /// <summary>The loads of the quotas read now; one that is read for the first time is not measured yet.</summary>
    /// <param name="quotas">As read.</param>
    /// <param name="now">When, on the clock that windows are measured by.</param>
    public ImmutableArray<QuotaLoad> Next(ImmutableArray<QuotaCounters> quotas, TimeSpan now)
    {
        if (quotas.IsEmpty && _readings.Count == 0)
        {
            return [];
        }

        var loads = ImmutableArray.CreateBuilder<QuotaLoad>(quotas.Length);
        foreach (QuotaCounters quota in quotas)
        {
            loads.Add(Next(quota, now));
        }

        Forget(now);
        return loads.MoveToImmutable();
    }

    private QuotaLoad Next(in QuotaCounters quota, TimeSpan now)
    {
        if (!_readings.TryGetValue(quota.Cgroup, out List<Reading>? readings))
        {
            readings = [];
            _readings.Add(quota.Cgroup, readings);
        }

        // Counters that went back are those of a new cgroup with an old name.
        if (readings.Count > 0 && readings[^1].Counters.Periods > quota.Periods)
        {
            readings.Clear();
        }

        bool isFirst = readings.Count == 0;
        while (readings.Count > 1 && (Holds(readings[1], quota) || now - readings[0].Time > Memory))
        {
            readings.RemoveAt(0);
        }

        readings.Add(new Reading(now, quota));
        return isFirst
            ? new QuotaLoad(quota.Cgroup, quota.QuotaCores, ThrottledShare: 0) { IsMeasured = false }
            : Between(readings[0].Counters, quota, now - readings[0].Time);
    }

    private static QuotaLoad Between(in QuotaCounters before, in QuotaCounters after, TimeSpan window)
    {
        ulong periods = Counter.Growth(before.Periods, after.Periods);
        ulong throttled = Counter.Growth(before.ThrottledPeriods, after.ThrottledPeriods);
        return new QuotaLoad(after.Cgroup, after.QuotaCores, periods > 0 ? Math.Min(1, (double)throttled / periods) : 0)
        {
            ThrottledCores = Cores(before.ThrottledNanoseconds, after.ThrottledNanoseconds, window),
            UsedCores = Cores(before.UsedNanoseconds, after.UsedNanoseconds, window),
        };
    }

    private static double? Cores(ulong? before, ulong? after, TimeSpan window) =>
        before is { } then && after is { } now ? Counter.Cores(Counter.Growth(then, now), window) : null;

    private static bool Holds(in Reading before, in QuotaCounters after) =>
        Counter.Growth(before.Counters.Periods, after.Periods) >= EnoughPeriods;

    private void Forget(TimeSpan now)
    {
        foreach ((string cgroup, List<Reading> readings) in _readings)
        {
            if (now - readings[^1].Time > Memory)
            {
                _forgotten.Add(cgroup);
            }
        }

        foreach (string cgroup in _forgotten)
        {
            _readings.Remove(cgroup);
        }

        _forgotten.Clear();
    }

    private readonly record struct Reading(TimeSpan Time, QuotaCounters Counters);
}
