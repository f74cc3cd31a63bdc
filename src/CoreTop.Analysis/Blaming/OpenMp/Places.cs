using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Blaming.OpenMp;

/// <summary>The places that OMP_PLACES gives on a machine, in their order, within the CPUs that the process may use.</summary>
internal static class Places
{
    private const int Most = 8192;

    // A few letters can ask for millions.
    private const int MostCpus = 1 << 18;

    /// <summary>The places; null when the value cannot be understood, or names something that is not known of this machine.</summary>
    /// <param name="value">The variable's value, such as <c>cores</c>, <c>threads(4)</c> or <c>{0:4}:8:4</c>.</param>
    /// <param name="topology">The machine.</param>
    /// <param name="allowed">The mask that the process had when it began.</param>
    public static ImmutableArray<CpuSet>? Of(string value, CpuTopology topology, CpuSet allowed)
    {
        value = value.Trim();
        return value.Length == 0 ? null
            : char.IsAsciiLetter(value[0]) ? Named(value, topology, allowed)
            : Listed(value, allowed);
    }

    /// <summary>The places of a kind of hardware; null when that is not known here.</summary>
    public static ImmutableArray<CpuSet>? Named(ReadOnlySpan<char> name, CpuTopology topology, CpuSet allowed)
    {
        IEnumerable<CpuSet>? sets = name.ToString().ToLowerInvariant() switch
        {
            "threads" or "thread" or "fine" => allowed.Select(cpu => CpuSet.Of(cpu.Number)),
            "cores" or "core" => topology.Cores,
            "sockets" or "socket" or "package" => topology.Packages,
            "ll_caches" or "ll_cache" or "llc" when !topology.LastLevelCaches.IsEmpty => topology.LastLevelCaches,
            "numa_domains" or "numa_domain" or "numa" or "node" => topology.Nodes.Select(node => node.Cpus),
            _ => null,
        };
        return sets is null ? null : Within(sets, allowed);
    }

    private static ImmutableArray<CpuSet>? Named(string value, CpuTopology topology, CpuSet allowed)
    {
        int bracket = value.IndexOf('(', StringComparison.Ordinal);
        ImmutableArray<CpuSet>? all = Named(value.AsSpan(0, bracket < 0 ? value.Length : bracket).Trim(), topology, allowed);
        if (all is null || bracket < 0)
        {
            return all;
        }

        var reader = new CpuReader(value.AsSpan(bracket + 1));
        return reader.TryTake(out int count) && count > 0 && reader.Take(')') ? [.. all.Value.Take(count)] : null;
    }

    private static ImmutableArray<CpuSet> Within(IEnumerable<CpuSet> sets, CpuSet allowed) =>
        [.. sets.Select(set => set.Intersect(allowed)).Where(set => !set.IsEmpty).OrderBy(set => set.First!.Value.Number)];

    private static ImmutableArray<CpuSet>? Listed(string value, CpuSet allowed)
    {
        var places = new List<HashSet<int>>();
        long cpus = 0;
        var reader = new CpuReader(value);
        do
        {
            bool isLeftOut = reader.Take('!');
            if (!TryPlace(ref reader, out HashSet<int> place) || !TryInterval(ref reader, out int length, out int stride))
            {
                return null;
            }

            cpus += (long)length * (place.Count + 1);
            if (cpus > MostCpus)
            {
                return null;
            }

            for (int i = 0; i < length; i++)
            {
                HashSet<int> shifted = [.. place.Select(cpu => cpu + (i * stride))];
                if (isLeftOut)
                {
                    places.RemoveAll(shifted.SetEquals);
                }
                else
                {
                    places.Add(shifted);
                }
            }
        }
        while (reader.Take(','));

        return reader.IsAtEnd
            ? [.. places.Select(place => CpuSet.Of(allowed.Where(cpu => place.Contains(cpu.Number)))).Where(set => !set.IsEmpty)]
            : null;
    }

    // {0,1}, {0:4}, {0:4:2}, {0:8,!3}, or a number alone.
    private static bool TryPlace(ref CpuReader reader, out HashSet<int> place)
    {
        place = [];
        if (!reader.Take('{'))
        {
            bool isNumber = reader.TryTake(out int alone) && alone >= 0;
            place.Add(alone);
            return isNumber;
        }

        do
        {
            bool isLeftOut = reader.Take('!');
            if (!reader.TryTake(out int first) || first < 0 || !TryInterval(ref reader, out int length, out int stride))
            {
                return false;
            }

            IEnumerable<int> cpus = Enumerable.Range(0, length).Select(i => first + (i * stride));
            if (isLeftOut)
            {
                place.ExceptWith(cpus);
            }
            else
            {
                place.UnionWith(cpus);
            }
        }
        while (reader.Take(','));

        return reader.Take('}');
    }

    // :length or :length:stride; without them a single place that is not shifted.
    private static bool TryInterval(ref CpuReader reader, out int length, out int stride)
    {
        (length, stride) = (1, 1);
        bool isRight = !reader.Take(':') || (reader.TryTake(out length) && length is > 0 and <= Most);
        return isRight && (!reader.Take(':') || (reader.TryTake(out stride) && Math.Abs(stride) <= Most));
    }
}
