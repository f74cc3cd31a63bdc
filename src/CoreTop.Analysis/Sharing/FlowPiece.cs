namespace CoreTop.Analysis.Sharing;

/// <summary>A network, or the part of one that a cut leaves: classes supply, edges carry, nodes drain.</summary>
internal sealed record FlowPiece
{
    /// <summary>Work units in a core: amounts are whole numbers, so that flows end and answers are the same everywhere.</summary>
    public const double Unit = 1L << 34;

    /// <summary>More than any flow.</summary>
    public const long Unlimited = long.MaxValue / 4;

    /// <summary>How many nodes there are.</summary>
    public required int Nodes { get; init; }

    /// <summary>For each node what flows into it from a part that is served earlier.</summary>
    public required long[] Inflow { get; init; }

    /// <summary>For each node what may leave the network there.</summary>
    public required long[] Drain { get; init; }

    /// <summary>The edges.</summary>
    public required FlowEdge[] Edges { get; init; }

    /// <summary>The classes, in the order in which rising shares meet their demands.</summary>
    public required int[] Classes { get; init; }

    /// <summary>For each class the node it supplies.</summary>
    public required int[] Sources { get; init; }

    /// <summary>What the classes get together, in cores; infinite while that is not known.</summary>
    public double Amount { get; init; } = double.PositiveInfinity;

    /// <summary>Below this level no class is kept from its demand.</summary>
    public FillLevel Low { get; init; } = FillLevel.Empty;

    /// <summary>At this level every class has its demand or is kept from it.</summary>
    public FillLevel High { get; init; } = FillLevel.Full;

    /// <summary>Tasks of other parts want more and can run here: they use what this part's tasks leave idle by chance.</summary>
    public bool HasOutsiders { get; init; }

    /// <summary>All classes supply the same node, so none can be kept from its demand before another.</summary>
    public bool HasOneSource => !Sources.AsSpan().ContainsAnyExcept(Sources[0]);

    /// <summary>Work as a whole number of units.</summary>
    public static long Units(double cores) => cores >= Unlimited / Unit ? Unlimited : (long)(cores * Unit);

    /// <summary>Splits the classes where they have no CPU in common, with what each part can do for its classes, in cores.</summary>
    public IEnumerable<(List<int> Classes, double Capacity)> Parts()
    {
        var sets = new DisjointSets(Nodes);
        foreach (FlowEdge edge in Edges)
        {
            sets.Join(edge.From, edge.To);
        }

        var capacity = new double[Nodes];
        for (int node = 0; node < Nodes; node++)
        {
            capacity[sets.Find(node)] += (Drain[node] - Inflow[node]) / Unit;
        }

        var parts = new Dictionary<int, List<int>>();
        for (int i = 0; i < Classes.Length; i++)
        {
            int part = sets.Find(Sources[i]);
            if (!parts.TryGetValue(part, out List<int>? classes))
            {
                parts.Add(part, classes = []);
            }

            classes.Add(Classes[i]);
        }

        return parts.Select(part => (part.Value, capacity[part.Key]));
    }
}
