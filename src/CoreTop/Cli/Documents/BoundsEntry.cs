using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Cli.Documents;

/// <summary>The CPUs that a document is about, where that are not all.</summary>
internal sealed record BoundsEntry(CpuSet Cpus, string Name, string From)
{
    /// <summary>Makes the entry; null for the whole machine, and the field is left out then.</summary>
    public static BoundsEntry? Of(CpuBounds? bounds) => bounds is null ? null : new BoundsEntry(bounds.Cpus, bounds.Name, bounds.Origin);
}
