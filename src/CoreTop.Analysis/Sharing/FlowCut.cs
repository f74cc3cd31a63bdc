namespace CoreTop.Analysis.Sharing;

/// <summary>Cuts a network in two: what a flow reached wants more than it can have.</summary>
/// <param name="piece">The network.</param>
/// <param name="flow">The flow through it that could not send everything.</param>
internal sealed class FlowCut(FlowPiece piece, MaxFlow flow)
{
    // Which node of its part each node becomes.
    private readonly int[] _numbers = new int[piece.Nodes];

    /// <summary>Cuts it.</summary>
    /// <param name="level">The level that required more than was sent.</param>
    /// <param name="wanted">What the classes that were not reached want together, in cores.</param>
    /// <returns>The part that was reached, filled to a lower level, and the rest, which is filled higher.</returns>
    public (FlowPiece Tight, FlowPiece Loose) At(FillLevel level, double wanted)
    {
        int tight = 0, loose = 0;
        for (int node = 0; node < piece.Nodes; node++)
        {
            _numbers[node] = flow.IsReached(node) ? tight++ : loose++;
        }

        long[] drain = new long[tight], inflow = new long[loose];
        long capacity = Share(drain, inflow);
        double low = Math.Max(0, capacity / FlowPiece.Unit), high = Math.Max(0, piece.Amount - low);
        return (
            Part(isTight: true, Pick(piece.Inflow, tight, isTight: true), drain, low) with
            {
                Low = piece.Low,
                High = level,
                HasOutsiders = piece.HasOutsiders || (high < wanted && LeadsBack()),
            },
            Part(isTight: false, inflow, Pick(piece.Drain, loose, isTight: false), high) with
            {
                Low = level,
                High = piece.High,
                HasOutsiders = piece.HasOutsiders,
            });
    }

    private bool LeadsBack() => Array.Exists(piece.Edges, edge => !flow.IsReached(edge.From) && flow.IsReached(edge.To));

    // What the cut lets through: it drains the one part and flows into the other. Nothing flows back.
    private long Share(long[] drain, long[] inflow)
    {
        long capacity = 0;
        for (int node = 0; node < piece.Nodes; node++)
        {
            if (flow.IsReached(node))
            {
                drain[_numbers[node]] += piece.Drain[node];
                capacity += piece.Drain[node] - piece.Inflow[node];
            }
            else
            {
                inflow[_numbers[node]] += piece.Inflow[node];
            }
        }

        foreach (FlowEdge edge in piece.Edges)
        {
            if (flow.IsReached(edge.From) && !flow.IsReached(edge.To))
            {
                drain[_numbers[edge.From]] += edge.Capacity;
                inflow[_numbers[edge.To]] += edge.Capacity;
                capacity += edge.Capacity;
            }
        }

        return capacity;
    }

    private FlowPiece Part(bool isTight, long[] inflow, long[] drain, double amount)
    {
        var edges = new List<FlowEdge>(piece.Edges.Length);
        foreach (FlowEdge edge in piece.Edges)
        {
            if (flow.IsReached(edge.From) == isTight && flow.IsReached(edge.To) == isTight)
            {
                edges.Add(new FlowEdge(_numbers[edge.From], _numbers[edge.To], edge.Capacity));
            }
        }

        var classes = new List<int>(piece.Classes.Length);
        var sources = new List<int>(piece.Classes.Length);
        for (int i = 0; i < piece.Classes.Length; i++)
        {
            if (flow.IsReached(piece.Sources[i]) == isTight)
            {
                classes.Add(piece.Classes[i]);
                sources.Add(_numbers[piece.Sources[i]]);
            }
        }

        return new FlowPiece
        {
            Nodes = inflow.Length,
            Inflow = inflow,
            Drain = drain,
            Edges = [.. edges],
            Classes = [.. classes],
            Sources = [.. sources],
            Amount = amount,
        };
    }

    private long[] Pick(long[] from, int count, bool isTight)
    {
        var picked = new long[count];
        for (int node = 0; node < from.Length; node++)
        {
            if (flow.IsReached(node) == isTight)
            {
                picked[_numbers[node]] = from[node];
            }
        }

        return picked;
    }
}
