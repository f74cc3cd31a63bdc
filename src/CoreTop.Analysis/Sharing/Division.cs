using System.Runtime.InteropServices;

namespace CoreTop.Analysis.Sharing;

/// <summary>Fills one network after another: divides each at its narrowest cut until nothing in a part holds back a single class.</summary>
/// <remarks>
/// A part whose classes get an amount together is filled to one level. If its network carries that, the level is the answer.
/// If not, the classes that want too much are on one side of a cut: that side gets what the cut lets through and ends lower, the
/// other side gets the rest and ends higher. Each flow settles a part or divides it, so there are fewer than two per level, in
/// smaller and smaller networks.
/// </remarks>
internal sealed class Division
{
    /// <summary>The number of flows for exact levels; after that, levels within 1 % of each other count as one.</summary>
    private const int ExactFlows = 128;

    private readonly FillClasses _classes;
    private readonly MaxFlow _flow;
    private readonly Stack<FlowPiece> _open = new();
    private readonly long _most;

    /// <summary>Starts with nothing filled.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="cpus">How many CPUs there are at most.</param>
    /// <param name="steps">How many edges may be looked at; after that, what is not settled is filled as if its masks were full.</param>
    public Division(FillClasses classes, int cpus, long steps)
    {
        _flow = new MaxFlow(steps);
        _classes = classes;
        _most = FlowPiece.Units(cpus + 1);
        Shares = new double[classes.Count];
        Expected = new double[classes.Count];
        Cuts = new int[classes.Count];
        Array.Fill(Cuts, -1);
    }

    /// <summary>The share of one task of each class.</summary>
    public double[] Shares { get; }

    /// <summary>What one task of each class really gets.</summary>
    public double[] Expected { get; }

    /// <summary>The number of the bottleneck of each class; -1 where its demand is met.</summary>
    public int[] Cuts { get; }

    /// <summary>No levels were merged to save time.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>How many cuts have a number.</summary>
    public int CutCount { get; private set; }

    /// <summary>How many flows were needed.</summary>
    public int Flows => _flow.Flows;

    /// <summary>Fills classes of one place that no others use and that can do this much work, in cores.</summary>
    public void Fill(int[] sorted, double work)
    {
        Settle(sorted, _classes.LevelOf(sorted, work), work, hasOutsiders: false);
    }

    /// <summary>Fills the classes of a network.</summary>
    public void Fill(FlowPiece network)
    {
        _open.Push(network);
        while (_open.TryPop(out FlowPiece? piece))
        {
            if (piece.Classes.Length > 0)
            {
                Divide(piece);
            }
        }
    }

    /// <summary>The largest amount that the classes of a network can have together, in cores.</summary>
    public double Total(FlowPiece network, ReadOnlySpan<long> supply)
    {
        long wanted = 0;
        foreach (long amount in supply)
        {
            wanted += amount;
        }

        _flow.Run(network, supply, tolerance: 0);
        return _flow.IsSpent ? Math.Min(wanted / FlowPiece.Unit, Sum(network.Drain)) : (wanted - _flow.Unsent) / FlowPiece.Unit;
    }

    /// <summary>What each node of the network has to send when its classes are filled to a level.</summary>
    public long[] Supply(FlowPiece network, FillLevel level)
    {
        var work = new double[network.Nodes];
        for (int i = 0; i < network.Classes.Length; i++)
        {
            int index = network.Classes[i];
            work[network.Sources[i]] += _classes.Tasks[index] * _classes.ShareAt(index, level);
        }

        return Array.ConvertAll(work, cores => Math.Min(_most, FlowPiece.Units(cores)));
    }

    private void Divide(FlowPiece piece)
    {
        bool isWhole = double.IsPositiveInfinity(piece.Amount);
        if (piece.Low == FillLevel.Full || (!isWhole && piece.HasOneSource))
        {
            Settle(piece, piece.Amount);
        }
        else if (_flow.IsSpent || (_flow.Flows >= ExactFlows && piece.Low.IsAlike(piece.High)))
        {
            SettleRoughly(piece);
        }
        else
        {
            Divide(piece, _classes.LevelOf(piece.Classes, piece.Amount), isWhole);
        }
    }

    private void Divide(FlowPiece piece, FillLevel level, bool isWhole)
    {
        long rounding = 2L * (piece.Nodes + piece.Edges.Length + piece.Classes.Length);
        _flow.Run(piece, Supply(piece, level), rounding);
        if (_flow.IsSpent)
        {
            SettleRoughly(piece);
            return;
        }

        if (_flow.Unsent <= rounding)
        {
            Settle(piece, piece.Amount);
            return;
        }

        (FlowPiece tight, FlowPiece loose) = new FlowCut(piece, _flow).At(level, WantedBeyondCut(piece));
        if (!isWhole && (tight.Classes.Length == 0 || loose.Classes.Length == 0))
        {
            // What holds back all of them or none is not more than rounding.
            Settle(piece, piece.Amount);
            return;
        }

        _open.Push(loose);
        _open.Push(tight);
    }

    private double WantedBeyondCut(FlowPiece piece)
    {
        double wanted = 0;
        for (int i = 0; i < piece.Classes.Length; i++)
        {
            wanted += _flow.IsReached(piece.Sources[i]) ? 0 : _classes.Tasks[piece.Classes[i]] * _classes.Demand[piece.Classes[i]];
        }

        return wanted;
    }

    // One level for all. What they get together is known, or is as much as full masks would give: no loss is certain.
    private void SettleRoughly(FlowPiece piece)
    {
        IsExact = false;
        Settle(piece, Math.Min(piece.Amount, Sum(piece.Drain)));
    }

    private void Settle(FlowPiece piece, double amount)
    {
        FillLevel level = _classes.LevelOf(piece.Classes, amount);
        if (piece.HasOneSource)
        {
            Settle(piece.Classes, level, Sum(piece.Drain) - Sum(piece.Inflow), piece.HasOutsiders);
            return;
        }

        foreach ((List<int> classes, double capacity) in piece.Parts())
        {
            Settle(CollectionsMarshal.AsSpan(classes), level, capacity, piece.HasOutsiders);
        }
    }

    private void Settle(ReadOnlySpan<int> classes, FillLevel level, double capacity, bool hasOutsiders)
    {
        double total = 0;
        bool isShort = false;
        var tasks = new (double Demand, double Count)[classes.Length];
        for (int i = 0; i < classes.Length; i++)
        {
            int index = classes[i];
            double demand = _classes.Demand[index];
            Shares[index] = _classes.ShareAt(index, level);
            bool isCut = Shares[index] < demand * (1 - 1e-9);
            Cuts[index] = isCut ? CutCount : -1;
            isShort |= isCut;
            total += _classes.Tasks[index] * Shares[index];

            // A task that a quota keeps from more still wants a CPU: the quota does not make it sleep at random.
            tasks[i] = (_classes.Wanted[index], _classes.Tasks[index]);
        }

        CutCount += isShort ? 1 : 0;
        double expected = hasOutsiders ? total : ClosedLoop.Throughput(tasks, isShort ? total : capacity);
        double part = total > 0 ? Math.Min(1, expected / total) : 0;
        foreach (int index in classes)
        {
            Expected[index] = Shares[index] * part;
        }
    }

    private static double Sum(long[] amounts)
    {
        double sum = 0;
        foreach (long amount in amounts)
        {
            sum += amount;
        }

        return sum / FlowPiece.Unit;
    }
}
