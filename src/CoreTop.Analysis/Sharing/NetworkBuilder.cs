namespace CoreTop.Analysis.Sharing;

/// <summary>Builds the flow network of some classes: sources, masks, places and groups, each once for every level of speed.</summary>
internal sealed class NetworkBuilder
{
    private const int None = -1;

    private readonly ShareNetwork _network;
    private readonly FillClasses _classes;
    private readonly int _levels;
    private readonly int[] _sharedSource;
    private readonly int[] _maskNode;
    private readonly int[] _placeNode;
    private readonly int[] _groupNode;
    private readonly Dictionary<(int Mask, int Tier, double Demand, double Weight), (int Node, int Edge)> _alike = [];
    private readonly List<FlowEdge> _edges = [];
    private readonly List<long> _drain = [];
    private readonly long _most;

    /// <summary>Builds networks of parts of that one.</summary>
    public NetworkBuilder(ShareNetwork network)
    {
        _network = network;
        _classes = network.Classes;
        _levels = network.Levels.Count;
        _sharedSource = Nothing(network.MaskCount);
        _maskNode = Nothing(network.MaskCount * _levels);
        _placeNode = Nothing(network.PlaceCount * _levels);
        _groupNode = Nothing(network.GroupCount * _levels);
        _most = FlowPiece.Units(network.CpuCount + 1);
    }

    /// <summary>The network of these classes.</summary>
    /// <param name="sorted">The classes, in the order in which rising shares meet their demands.</param>
    public FlowPiece Build(int[] sorted)
    {
        var sources = new int[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            int mask = _network.MaskOf(sorted[i]);
            sources[i] = _network.IsOneSource(sorted[i]) ? SharedSource(mask) : OwnSource(sorted[i], mask);
        }

        var piece = new FlowPiece
        {
            Nodes = _drain.Count,
            Inflow = new long[_drain.Count],
            Drain = [.. _drain],
            Edges = [.. _edges],
            Classes = sorted,
            Sources = sources,
        };
        Forget(sorted);
        return piece;
    }

    private static int[] Nothing(int count)
    {
        var nodes = new int[count];
        Array.Fill(nodes, None);
        return nodes;
    }

    private int SharedSource(int mask)
    {
        ref int source = ref _sharedSource[mask];
        if (source == None)
        {
            source = AddNode(0);
            for (int level = 0; level < _levels; level++)
            {
                Connect(source, MaskNode(mask, level), FlowPiece.Unlimited);
            }
        }

        return source;
    }

    private int OwnSource(int index, int mask)
    {
        var key = (mask, _classes.Tier[index], _classes.Demand[index], _classes.Weight[index]);
        if (!_alike.TryGetValue(key, out (int Node, int Edge) source))
        {
            // The mask's own edges first, so that those of the source are next to each other.
            for (int level = 0; level < _levels; level++)
            {
                MaskNode(mask, level);
            }

            source = (AddNode(0), _edges.Count);
            _alike.Add(key, source);
            for (int level = 0; level < _levels; level++)
            {
                Connect(source.Node, MaskNode(mask, level), 0);
            }
        }

        for (int level = 0; level < _levels; level++)
        {
            // A task uses one slot at a time.
            FlowEdge edge = _edges[source.Edge + level];
            long more = FlowPiece.Units(_classes.Tasks[index] * _network.Levels.Step(level));
            _edges[source.Edge + level] = edge with { Capacity = Math.Min(_most, edge.Capacity + Math.Min(_most, more)) };
        }

        return source.Node;
    }

    private int MaskNode(int mask, int level)
    {
        ref int node = ref _maskNode[(mask * _levels) + level];
        if (node != None)
        {
            return node;
        }

        ReadOnlySpan<int> places = _network.PlacesOf(mask);
        node = places.Length == 1 ? PlaceNode(places[0], level) : None;
        if (node == None)
        {
            node = AddNode(0);
            foreach (int place in places)
            {
                int to = PlaceNode(place, level);
                if (to != None)
                {
                    Connect(node, to, FlowPiece.Unlimited);
                }
            }
        }

        return node;
    }

    // No edge where the place has no slot of that level.
    private int PlaceNode(int place, int level)
    {
        ref int node = ref _placeNode[(place * _levels) + level];
        int group = _network.GroupOf(place);
        double work = Math.Min(_network.WorkOf(place, level), _network.GroupWork(group, level));
        if (node != None || work <= 0)
        {
            return node;
        }

        if (_network.IsAlone(place))
        {
            return node = AddNode(FlowPiece.Units(work));
        }

        ref int groupNode = ref _groupNode[(group * _levels) + level];
        if (groupNode == None)
        {
            groupNode = AddNode(FlowPiece.Units(_network.GroupWork(group, level)));
        }

        node = AddNode(0);
        Connect(node, groupNode, FlowPiece.Units(work));
        return node;
    }

    private int AddNode(long drain)
    {
        _drain.Add(drain);
        return _drain.Count - 1;
    }

    private void Connect(int from, int to, long capacity) => _edges.Add(new FlowEdge(from, to, capacity));

    // Only what was built is cleared: a machine may have a thousand small pools.
    private void Forget(int[] classes)
    {
        foreach (int index in classes)
        {
            int mask = _network.MaskOf(index);
            if (_maskNode[mask * _levels] == None)
            {
                continue;
            }

            _sharedSource[mask] = None;
            Array.Fill(_maskNode, None, mask * _levels, _levels);
            foreach (int place in _network.PlacesOf(mask))
            {
                Array.Fill(_placeNode, None, place * _levels, _levels);
                Array.Fill(_groupNode, None, _network.GroupOf(place) * _levels, _levels);
            }
        }

        _alike.Clear();
        _edges.Clear();
        _drain.Clear();
    }
}
