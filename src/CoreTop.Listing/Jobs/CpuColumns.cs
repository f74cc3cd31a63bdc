using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Listing.Jobs;

/// <summary>The columns of a picture of tasks and CPUs: CPUs that are near each other side by side, lines between nodes and caches.</summary>
internal sealed class CpuColumns
{
    // Beyond these one cell stands for more CPUs than a picture can be made of.
    private static readonly int[] Shares = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256, 512, 1024, 4096];

    private CpuColumns(
        int cpusPerCell, int width, ImmutableArray<CpuColumn> columns, ImmutableArray<CpuDivider> dividers, ImmutableArray<CpuLabel> labels)
    {
        (CpusPerCell, Width, Columns, Dividers, Labels) = (cpusPerCell, width, columns, dividers, labels);
        Digits = columns.Length == 0 ? 1 : columns.Max(column => column.First.ToString().Length);
    }

    /// <summary>How many CPUs a cell stands for; the last of an area may stand for fewer.</summary>
    public int CpusPerCell { get; }

    /// <summary>Cells of the picture.</summary>
    public int Width { get; }

    /// <summary>The columns from left to right.</summary>
    public ImmutableArray<CpuColumn> Columns { get; }

    /// <summary>The lines between them.</summary>
    public ImmutableArray<CpuDivider> Dividers { get; }

    /// <summary>The names of the areas; empty where there is one area alone.</summary>
    public ImmutableArray<CpuLabel> Labels { get; }

    /// <summary>Digits of the longest number over a column.</summary>
    public int Digits { get; }

    /// <summary>The picture that shows most in the room: one CPU a cell and every line where that fits, else fewer lines, then several CPUs a cell.</summary>
    /// <param name="topology">The machine.</param>
    /// <param name="room">Cells there are; at least one.</param>
    public static CpuColumns Fit(CpuTopology topology, int room)
    {
        List<CpuArea> byCache = CpuAreas.Of(topology), byNode = CpuAreas.ByNode(byCache);
        int siblings = topology.Cores.Length == 0 ? 1 : topology.Cores.Max(core => core.Count);
        int smallest = byCache.Count == 0 ? 0 : byCache.Min(area => area.Count);
        foreach (int share in Shares.Where(share => share == 1 || share % siblings == 0))
        {
            CpuColumns?[] candidates =
            [
                share == 1 && siblings > 1 ? Place(byCache, share, hasGaps: true) : null,
                share == 1 || share * 2 <= smallest ? Place(byCache, share, hasGaps: false) : null,
                Place(byNode, share, hasGaps: false),
            ];
            if (candidates.FirstOrDefault(columns => columns?.Width <= room) is { } fitting)
            {
                return fitting;
            }
        }

        CpuArea whole = new(Node: -1, Cache: -1, [.. byNode.SelectMany(area => area.Cores)]);
        return Place([whole], (whole.Count + room - 1) / Math.Max(1, room), hasGaps: false);
    }

    /// <summary>One CPU a cell and every line, however wide that is: for a picture that scrolls.</summary>
    public static CpuColumns Whole(CpuTopology topology) => Place(CpuAreas.Of(topology), cpusPerCell: 1, hasGaps: true);

    // A blank between cores of several CPUs, where there is room for that.
    private static CpuColumns Place(List<CpuArea> areas, int cpusPerCell, bool hasGaps)
    {
        var columns = ImmutableArray.CreateBuilder<CpuColumn>();
        var dividers = ImmutableArray.CreateBuilder<CpuDivider>();
        var spans = new List<(CpuArea Area, int Start, int End)>();
        int x = 0;
        foreach ((int index, CpuArea area) in areas.Index())
        {
            bool isNewNode = index == 0 || areas[index - 1].Node != area.Node;
            if (index > 0)
            {
                dividers.Add(new CpuDivider(x++, isNewNode));
            }

            int start = x;
            x = hasGaps ? PlaceCores(area, x, columns) : PlaceShares(area, cpusPerCell, x, columns);
            spans.Add((area, start, x));
        }

        return new CpuColumns(cpusPerCell, x, columns.ToImmutable(), dividers.ToImmutable(), spans.Count > 1 ? NamesOf(spans) : []);
    }

    private static int PlaceCores(CpuArea area, int x, ImmutableArray<CpuColumn>.Builder columns)
    {
        foreach ((int index, CpuSet core) in area.Cores.Index())
        {
            x += index > 0 && (core.Count > 1 || area.Cores[index - 1].Count > 1) ? 1 : 0;
            foreach (CpuId cpu in core)
            {
                columns.Add(new CpuColumn(x++, CpuSet.Of(cpu.Number)));
            }
        }

        return x;
    }

    private static int PlaceShares(CpuArea area, int cpusPerCell, int x, ImmutableArray<CpuColumn>.Builder columns)
    {
        foreach (CpuId[] cpus in area.Cores.SelectMany(static core => core).Chunk(cpusPerCell))
        {
            columns.Add(new CpuColumn(x++, CpuSet.Of(cpus)));
        }

        return x;
    }

    // Where the names of caches do not fit over their cells, those of nodes stand over all of theirs.
    private static ImmutableArray<CpuLabel> NamesOf(List<(CpuArea Area, int Start, int End)> spans)
    {
        bool haveRoom = spans.TrueForAll(static span => Cache(span.Area).Length <= span.End - span.Start);
        bool areNodes = spans.Select(static span => span.Area.Node).Distinct().Skip(1).Any();
        if (!haveRoom && areNodes)
        {
            return
            [
                .. spans.GroupBy(static span => span.Area.Node).Select(static node => new CpuLabel(
                    node.First().Start, Longest(node.Last().End - node.First().Start, Node(node.First().Area), Number(node.Key)))),
            ];
        }

        var labels = ImmutableArray.CreateBuilder<CpuLabel>();
        for (int i = 0; i < spans.Count; i++)
        {
            (CpuArea area, int start, int end) = spans[i];
            string node = i == 0 || spans[i - 1].Area.Node != area.Node ? Node(area) : string.Empty, cache = Cache(area);
            labels.Add(new CpuLabel(
                start, Longest(end - start, $"{node} {cache}".Trim(), node, cache, Number(area.Cache < 0 ? area.Node : area.Cache))));
        }

        return labels.ToImmutable();
    }

    private static string Longest(int room, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (name.Length > 0 && name.Length <= room)
            {
                return name;
            }
        }

        return string.Empty;
    }

    private static string Node(CpuArea area) => area.Node < 0 ? string.Empty : $"node{Number(area.Node)}";

    private static string Cache(CpuArea area) => area.Cache < 0 ? string.Empty : $"llc{Number(area.Cache)}";

    private static string Number(int number) => number < 0 ? string.Empty : number.ToString(CultureInfo.InvariantCulture);
}
