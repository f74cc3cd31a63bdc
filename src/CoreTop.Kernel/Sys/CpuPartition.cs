using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Sys;

/// <summary>Collects sets of CPUs that share something, and keeps them apart: a CPU stays in the first set it came with.</summary>
/// <param name="online">CPUs outside of it are left out.</param>
internal sealed class CpuPartition(CpuSet online)
{
    private readonly List<CpuSet> _sets = [];
    private CpuSet _placed = CpuSet.Empty;

    /// <summary>Whether <paramref name="cpu"/> is in a set already.</summary>
    public bool Contains(CpuId cpu) => _placed.Contains(cpu);

    /// <summary>Adds a set, without the CPUs that are in one already.</summary>
    public void Add(CpuSet cpus)
    {
        CpuSet added = cpus.Intersect(online).Except(_placed);
        if (!added.IsEmpty)
        {
            _sets.Add(added);
            _placed = _placed.Union(added);
        }
    }

    /// <summary>The sets by their first CPU.</summary>
    public ImmutableArray<CpuSet> ToSets() => [.. _sets.OrderBy(set => set.First)];
}
