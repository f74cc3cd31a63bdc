namespace CoreTop.Analysis.Sharing;

/// <summary>The parts of a machine that share no core, filled one by one.</summary>
internal sealed class Pools
{
    private readonly ShareNetwork _network;
    private readonly FillClasses _classes;
    private readonly NetworkBuilder _builder;
    private readonly Division _division;

    /// <summary>The parts of a network, nothing filled yet.</summary>
    /// <param name="network">The network.</param>
    /// <param name="steps">How many edges may be looked at.</param>
    public Pools(ShareNetwork network, long steps)
    {
        _network = network;
        _classes = network.Classes;
        _builder = new NetworkBuilder(network);
        _division = new Division(_classes, network.CpuCount, steps);
    }

    /// <summary>The share of one task of each class.</summary>
    public double[] Shares => _division.Shares;

    /// <summary>What one task of each class really gets.</summary>
    public double[] Expected => _division.Expected;

    /// <summary>The number of the bottleneck of each class; -1 where its demand is met.</summary>
    public int[] Cuts => _division.Cuts;

    /// <summary>Nothing was merged to save time.</summary>
    public bool IsExact => _division.IsExact;

    /// <summary>Fills every part.</summary>
    public void FillAll()
    {
        foreach (int[] pool in _network.Pools)
        {
            Fill(pool);
        }
    }

    /// <summary>Fills the parts in which demands have changed again.</summary>
    public void Refill(HashSet<int> changed)
    {
        foreach (int[] pool in _network.Pools)
        {
            if (Array.Exists(pool, changed.Contains))
            {
                Fill(pool);
            }
        }
    }

    /// <summary>The most that all classes can have together, in cores.</summary>
    public double Total()
    {
        double total = 0;
        foreach (int[] pool in _network.Pools)
        {
            total += OnlyPlace(pool) is int place ? Math.Min(Wanted(pool), _network.WorkAlone(place)) : Total(pool);
        }

        return total;
    }

    /// <summary>The same below quotas.</summary>
    public double Total(QuotaTree quotas)
    {
        int[] all = [.. _network.Pools.SelectMany(static pool => pool)];
        FlowPiece network = quotas.PutBefore(_builder.Build(all), _classes, _network.CpuCount + 1, out long[] supply);
        return _division.Total(network, supply);
    }

    private double Total(int[] pool)
    {
        FlowPiece network = _builder.Build(pool);
        return _division.Total(network, _division.Supply(network, FillLevel.Full));
    }

    private void Fill(int[] pool)
    {
        _classes.Sort(pool);
        if (OnlyPlace(pool) is int place)
        {
            _division.Fill(pool, _network.WorkAlone(place));
        }
        else
        {
            _division.Fill(_builder.Build(pool));
        }
    }

    private double Wanted(int[] pool)
    {
        double wanted = 0;
        foreach (int index in pool)
        {
            wanted += _classes.Tasks[index] * _classes.Demand[index];
        }

        return wanted;
    }

    // They share a single place, where only the sum matters: then no flow is needed.
    private int? OnlyPlace(int[] pool)
    {
        int mask = _network.MaskOf(pool[0]);
        if (_network.PlacesOf(mask).Length > 1)
        {
            return null;
        }

        foreach (int index in pool)
        {
            if (_network.MaskOf(index) != mask || !_network.IsOneSource(index))
            {
                return null;
            }
        }

        return _network.PlacesOf(mask)[0];
    }
}
