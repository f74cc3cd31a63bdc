using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Cli.Documents;

/// <summary>One CPU of a <see cref="TopologyDocument"/>.</summary>
internal sealed record PlaceEntry(
    int Cpu,
    bool Online,
    int? Package,
    int? Node,
    int? Core,
    int? Llc,
    CpuSet Siblings,
    bool Isolated,
    bool NoHzFull,
    int? Capacity,
    string? Kind)
{
    /// <summary>Makes the entry.</summary>
    public static PlaceEntry From(CpuPlace place) => new(
        place.Cpu.Number,
        place.IsOnline,
        place.Package,
        place.Node,
        place.Core,
        place.LastLevelCache,
        place.Siblings,
        place.IsIsolated,
        place.IsNoHzFull,
        place.Capacity,
        place.Kind switch
        {
            CoreKind.Performance => "performance",
            CoreKind.Efficiency => "efficiency",
            _ => null,
        });
}
