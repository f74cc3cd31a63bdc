using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Model.Words;

namespace CoreTop.Cli.Text;

/// <summary>What <c>coretop topology</c> prints for people: what holds what, by the CPUs they hold.</summary>
internal static class TopologyText
{
    private const int Width = 100;

    /// <summary>Makes the text.</summary>
    /// <param name="topology">The machine.</param>
    /// <param name="devices">Its devices; those that have only an address, and those that are software, are not listed.</param>
    /// <param name="bounds">The CPUs that the machine was narrowed to; null for all.</param>
    public static string Of(CpuTopology topology, ImmutableArray<NearDevice> devices, CpuBounds? bounds = null)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Count.Of(topology.Online.Count, "CPU")} online{Of(bounds)}: {topology.Online}");
        text.Append(CultureInfo.InvariantCulture, $" ({Count.Of(Some(topology.Packages), "package")}, ");
        text.Append(CultureInfo.InvariantCulture, $"{Count.Of(topology.Nodes.Length, "NUMA node")}, ");
        text.Append(CultureInfo.InvariantCulture, $"{Count.Of(Some(topology.LastLevelCaches), "last-level cache")}, ");
        text.Append(CultureInfo.InvariantCulture, $"{Count.Of(Some(topology.Cores), "core")})\n");
        AppendSet(text, "Offline", topology.Present.Except(topology.Online));
        AppendSet(text, "Isolated", topology.Isolated);
        AppendSet(text, "nohz_full", topology.NoHzFull);
        AppendSet(text, "Performance cores", topology.Performance);
        AppendSet(text, "Efficiency cores", topology.Efficiency);
        AppendCapacities(text, topology);
        AppendTree(text, topology);
        AppendDevices(text, [.. devices.Where(static device => device is { IsNamed: true, IsVirtual: false })]);
        return text.ToString();
    }

    private static string Of(CpuBounds? bounds) => bounds is null ? string.Empty : $" within {bounds.Cpus} ({bounds.Origin})";

    // Those without any of the CPUs are empty.
    private static int Some(ImmutableArray<CpuSet> sets) => sets.Count(static cpus => !cpus.IsEmpty);

    private static void AppendSet(StringBuilder text, string name, CpuSet cpus)
    {
        if (!cpus.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {cpus}\n");
        }
    }

    private static void AppendCapacities(StringBuilder text, CpuTopology topology)
    {
        IGrouping<int, CpuPlace>[] capacities =
        [
            .. topology.Cpus.Where(place => place.IsOnline && place.Capacity is not null)
                .GroupBy(place => place.Capacity!.Value)
                .OrderByDescending(group => group.Key),
        ];
        if (capacities.Length > 1)
        {
            foreach (IGrouping<int, CpuPlace> group in capacities)
            {
                AppendSet(
                    text,
                    string.Create(CultureInfo.InvariantCulture, $"Capacity {group.Key}"),
                    CpuSet.Of(group.Select(place => place.Cpu)));
            }
        }
    }

    // A group stands under the smallest one that holds it; groups of the same CPUs share a line.
    private static void AppendTree(StringBuilder text, CpuTopology topology)
    {
        (string Name, CpuSet Cpus)[] groups = [.. Groups(topology)];
        CpuSet[] sets = [.. groups.Select(group => group.Cpus).Distinct()];
        ILookup<CpuSet, CpuSet> inside = sets.ToLookup(cpus => Holder(cpus, sets));
        var open = new Stack<(CpuSet Cpus, int Depth)>();
        Push(CpuSet.Empty, depth: 0);
        while (open.TryPop(out (CpuSet Cpus, int Depth) top))
        {
            IEnumerable<string> names = groups.Where(group => group.Cpus.Equals(top.Cpus)).Select(group => group.Name);
            text.Append(' ', top.Depth * 2).AppendJoin(", ", names).Append(": ").Append(top.Cpus).Append('\n');
            CpuSet inGroups = inside[top.Cpus].Aggregate(CpuSet.Empty, (all, cpus) => all.Union(cpus));
            AppendCores(text, topology, top.Cpus.Except(inGroups), (top.Depth + 1) * 2);
            Push(top.Cpus, top.Depth + 1);
        }

        void Push(CpuSet holder, int depth)
        {
            foreach (CpuSet cpus in inside[holder].OrderByDescending(cpus => cpus.First))
            {
                open.Push((cpus, depth));
            }
        }
    }

    private static void AppendDevices(StringBuilder text, ImmutableArray<NearDevice> devices)
    {
        if (devices.IsEmpty)
        {
            return;
        }

        text.Append("Devices and the CPUs near them:\n");
        int nameWidth = devices.Max(static device => device.Name.Length);
        int cpusWidth = devices.Max(static device => Near(device).Length);
        foreach (NearDevice device in devices)
        {
            string line = $"  {device.Name.PadRight(nameWidth)}  {Near(device).PadRight(cpusWidth)}  "
                + $"{(device.Address is null ? string.Empty : $"pci:{device.Address}")}  {device.Maker}";
            text.Append(line.AsSpan().TrimEnd()).Append('\n');
        }
    }

    private static string Near(NearDevice device) => device.Cpus switch
    {
        null => "not known",
        { IsEmpty: true } => "none of them",
        { } cpus => cpus.ToString(),
    };

    // The empty set when nothing holds it.
    private static CpuSet Holder(CpuSet cpus, CpuSet[] sets) =>
        sets.Where(other => cpus.IsSubsetOf(other) && !cpus.Equals(other)).MinBy(other => other.Count) ?? CpuSet.Empty;

    private static IEnumerable<(string Name, CpuSet Cpus)> Groups(CpuTopology topology) =>
        Named("package", topology.Packages)
            .Concat(topology.Nodes.Select(node => (Name("node", node.Number), node.Cpus)))
            .Concat(Named("llc", topology.LastLevelCaches))
            .Where(static group => !group.Item2.IsEmpty);

    private static IEnumerable<(string Name, CpuSet Cpus)> Named(string word, IEnumerable<CpuSet> sets) =>
        sets.Select((cpus, index) => (Name(word, index), cpus));

    private static string Name(string word, int number) => string.Create(CultureInfo.InvariantCulture, $"{word}{number}");

    private static void AppendCores(StringBuilder text, CpuTopology topology, CpuSet cpus, int indent)
    {
        CpuSet[] cores = [.. topology.Cores.Where(core => !core.IsEmpty && core.IsSubsetOf(cpus))];
        foreach (IGrouping<int, CpuSet> group in cores.GroupBy(core => core.Count).OrderByDescending(group => group.Key))
        {
            string line = $"{Count.Of(group.Count(), "core")} of {Count.Of(group.Key, "CPU")}";
            text.Append(' ', indent).Append(line);
            int used = indent + line.Length;
            foreach (string core in group.Key == 1 ? [] : group.Select(core => core.ToString()))
            {
                if (used + 1 + core.Length > Width)
                {
                    text.Append('\n').Append(' ', indent + 1);
                    used = indent + 1;
                }

                text.Append(used == indent + line.Length ? ": " : " ").Append(core);
                used += 1 + core.Length;
            }

            text.Append('\n');
        }
    }
}
