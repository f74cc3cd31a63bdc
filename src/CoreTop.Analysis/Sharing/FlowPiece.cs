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

    /// <summary>Cuts the network: what <paramref name="flow"/> reached wants more than it can have at <paramref name="level"/>.</summary>
    /// <param name="flow">The flow that did not send all that the level requires.</param>
    /// <param name="level">The level.</param>
    /// <param name="wanted">What the classes that were not reached want together, in cores.</param>
    /// <returns>The part that was reached, filled to a lower level, and the rest, which is filled higher.</returns>
    public (FlowPiece Tight, FlowPiece Loose) Cut(MaxFlow flow, FillLevel level, double wanted)
    {
        var numbers = new int[Nodes];
        int tight = 0, loose = 0;
        for (int node = 0; node < Nodes; node++)
        {
            numbers[node] = flow.IsReached(node) ? tight++ : loose++;
        }

        long[] drain = new long[tight], inflow = new long[loose];
        long capacity = Share(flow, numbers, drain, inflow);
        double low = Math.Max(0, capacity / Unit), high = Math.Max(0, Amount - low);
        return (
            Part(flow, isTight: true, numbers, [], drain, level, low) with { HasOutsiders = HasOutsiders || (high < wanted && LeadsBack(flow)) },
            Part(flow, isTight: false, numbers, inflow, [], level, high) with { HasOutsiders = HasOutsiders });
    }

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

    private bool LeadsBack(MaxFlow flow) => Array.Exists(Edges, edge => !flow.IsReached(edge.From) && flow.IsReached(edge.To));

    // What the cut lets through: it drains the one part and flows into the other. Nothing flows back.
    private long Share(MaxFlow flow, int[] numbers, long[] drain, long[] inflow)
    {
        long capacity = 0;
        for (int node = 0; node < Nodes; node++)
        {
            if (flow.IsReached(node))
            {
                drain[numbers[node]] += Drain[node];
                capacity += Drain[node] - Inflow[node];
            }
            else
            {
                inflow[numbers[node]] += Inflow[node];
            }
        }

        foreach (FlowEdge edge in Edges)
        {
            if (flow.IsReached(edge.From) && !flow.IsReached(edge.To))
            {
                drain[numbers[edge.From]] += edge.Capacity;
                inflow[numbers[edge.To]] += edge.Capacity;
                capacity += edge.Capacity;
            }
        }

        return capacity;
    }

    private FlowPiece Part(
        MaxFlow flow, bool isTight, int[] numbers, long[] inflow, long[] drain, FillLevel level, double amount)
    {
        int nodes = Math.Max(inflow.Length, drain.Length);
        if (isTight)
        {
            inflow = Pick(Inflow, nodes, numbers, flow, isTight);
        }
        else
        {
            drain = Pick(Drain, nodes, numbers, flow, isTight);
        }

        var edges = new List<FlowEdge>(Edges.Length);
        foreach (FlowEdge edge in Edges)
        {
            if (flow.IsReached(edge.From) == isTight && flow.IsReached(edge.To) == isTight)
            {
                edges.Add(new FlowEdge(numbers[edge.From], numbers[edge.To], edge.Capacity));
            }
        }

        var classes = new List<int>(Classes.Length);
        var sources = new List<int>(Classes.Length);
        for (int i = 0; i < Classes.Length; i++)
        {
            if (flow.IsReached(Sources[i]) == isTight)
            {
                classes.Add(Classes[i]);
                sources.Add(numbers[Sources[i]]);
            }
        }

        return new FlowPiece
        {
            Nodes = nodes,
            Inflow = inflow,
            Drain = drain,
            Edges = [.. edges],
            Classes = [.. classes],
            Sources = [.. sources],
            Amount = amount,
            Low = isTight ? Low : level,
            High = isTight ? level : High,
        };
    }

    private static long[] Pick(long[] from, int count, int[] numbers, MaxFlow flow, bool isTight)
    {
        var picked = new long[count];
        for (int node = 0; node < from.Length; node++)
        {
            if (flow.IsReached(node) == isTight)
            {
                picked[numbers[node]] = from[node];
            }
        }

        return picked;
    }
}
