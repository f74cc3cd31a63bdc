using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Blaming.OpenMp;

/// <summary>Lists of CPUs in their order, one place each: GOMP_CPU_AFFINITY, and the proclist of KMP_AFFINITY.</summary>
internal static class CpuNumbers
{
    private const int Most = 8192;

    /// <summary>The places of <c>0 3 1-2 4-15:2</c>; null when it is not such a list.</summary>
    /// <param name="value">The list.</param>
    /// <param name="allowed">The mask that the process had when it began: other CPUs are left out.</param>
    public static ImmutableArray<CpuSet>? Of(string value, CpuSet allowed)
    {
        var places = ImmutableArray.CreateBuilder<CpuSet>();
        var reader = new CpuReader(value);
        while (!reader.IsAtEnd)
        {
            if (!TryPlaces(ref reader, allowed, places) || places.Count > Most)
            {
                return null;
            }

            reader.Take(',');
        }

        return places.ToImmutable();
    }

    private static bool TryPlaces(ref CpuReader reader, CpuSet allowed, ImmutableArray<CpuSet>.Builder places)
    {
        if (reader.Take('{'))
        {
            return TrySet(ref reader, allowed, places);
        }

        if (!reader.TryTake(out int first) || first < 0)
        {
            return false;
        }

        int last = first, step = 1;
        if (reader.TryTakeRangeEnd(out int end))
        {
            last = end;
            if (last < first || (reader.Take(':') && (!reader.TryTake(out step) || step < 1)))
            {
                return false;
            }
        }

        foreach (CpuId cpu in allowed)
        {
            if (cpu.Number >= first && cpu.Number <= last && (cpu.Number - first) % step == 0)
            {
                places.Add(CpuSet.Of(cpu.Number));
            }
        }

        return true;
    }

    private static bool TrySet(ref CpuReader reader, CpuSet allowed, ImmutableArray<CpuSet>.Builder places)
    {
        CpuSet set = CpuSet.Empty;
        do
        {
            if (!reader.TryTake(out int cpu) || cpu is < 0 or > CpuId.HighestNumber)
            {
                return false;
            }

            set = set.Union(CpuSet.Of(cpu));
        }
        while (reader.Take(','));

        CpuSet within = set.Intersect(allowed);
        if (!within.IsEmpty)
        {
            places.Add(within);
        }

        return reader.Take('}');
    }
}
