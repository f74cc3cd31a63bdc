namespace CoreTop.Analysis.Sharing;

/// <summary>The largest flow through a network: Dinic's blocking flows along shortest paths. One object serves many networks.</summary>
/// <param name="steps">How many edges may be looked at before it gives up, which limits what a diagnosis costs.</param>
internal sealed class MaxFlow(long steps)
{
    private const int None = -1;

    private int _nodes;
    // The arcs of node n, in both directions, are those from _first[n] to _first[n + 1].
    private int[] _first = [];
    private Arc[] _arcs = [];

    private long[] _supply = [];
    private long[] _drain = [];
    private int[] _depth = [];
    private int[] _current = [];
    private int[] _queue = [];
    private int[] _path = [];
    private long _steps = steps;

    /// <summary>How many flows were computed.</summary>
    public int Flows { get; private set; }

    /// <summary>It has given up: flows are smaller than possible, and no cut is known.</summary>
    public bool IsSpent => _steps <= 0;

    /// <summary>The part of the last flow's supply that could not be sent.</summary>
    public long Unsent { get; private set; }

    /// <summary>Whether more would flow if the node had a drain: such nodes are one side of the narrowest cut.</summary>
    public bool IsReached(int node) => _depth[node] != None;

    /// <summary>Sends as much as the network takes, except for amounts so small that they may be rounding.</summary>
    /// <param name="piece">The network.</param>
    /// <param name="supply">For each node what it has to send, in addition to the network's own inflow.</param>
    /// <param name="tolerance">How much may stay unsent.</param>
    public void Run(FlowPiece piece, ReadOnlySpan<long> supply, long tolerance)
    {
        Flows++;
        Load(piece, supply);
        while (Unsent > tolerance && Search())
        {
            for (int node = 0; node < _nodes && !IsSpent; node++)
            {
                if (_depth[node] == 0)
                {
                    Push(node);
                }
            }
        }
    }

    private void Load(FlowPiece piece, ReadOnlySpan<long> supply)
    {
        _nodes = piece.Nodes;
        Grow(_nodes, 2 * piece.Edges.Length);
        Array.Clear(_first, 0, _nodes + 1);
        foreach (FlowEdge edge in piece.Edges)
        {
            _first[edge.From + 1]++;
            _first[edge.To + 1]++;
        }

        for (int node = 0; node < _nodes; node++)
        {
            _first[node + 1] += _first[node];
        }

        Array.Copy(_first, _current, _nodes);
        foreach (FlowEdge edge in piece.Edges)
        {
            int there = _current[edge.From]++, back = _current[edge.To]++;
            _arcs[there] = new Arc(edge.To, back, edge.Capacity);
            _arcs[back] = new Arc(edge.From, there, 0);
        }

        Unsent = 0;
        for (int node = 0; node < _nodes; node++)
        {
            // What can drain at its own node does so: the flow may still be rerouted, as this only takes from the drain.
            long wanted = supply[node] + piece.Inflow[node];
            long drained = Math.Min(wanted, piece.Drain[node]);
            _supply[node] = wanted - drained;
            _drain[node] = piece.Drain[node] - drained;
            Unsent += _supply[node];
        }

        _steps -= _nodes + (2 * piece.Edges.Length);
    }

    private void Grow(int nodes, int arcs)
    {
        if (_current.Length < nodes)
        {
            _first = new int[nodes + 1];
            _supply = new long[nodes];
            _drain = new long[nodes];
            _depth = new int[nodes];
            _current = new int[nodes];
            _queue = new int[nodes];
            _path = new int[nodes];
        }

        if (_arcs.Length < arcs)
        {
            _arcs = new Arc[arcs];
        }
    }

    // Layers the nodes by their distance from unsent supply, up to the layer of the nearest drain.
    private bool Search()
    {
        int head = 0, tail = 0, last = int.MaxValue;
        for (int node = 0; node < _nodes; node++)
        {
            _depth[node] = _supply[node] > 0 ? 0 : None;
            if (_supply[node] > 0)
            {
                _queue[tail++] = node;
            }
        }

        while (head < tail)
        {
            int node = _queue[head++];
            if (_depth[node] > last)
            {
                break;
            }

            if (_drain[node] > 0)
            {
                last = _depth[node];
            }

            ReadOnlySpan<Arc> arcs = ArcsOf(node);
            _steps -= arcs.Length;
            foreach (ref readonly Arc arc in arcs)
            {
                if (arc.Left > 0 && _depth[arc.To] == None)
                {
                    _depth[arc.To] = _depth[node] + 1;
                    _queue[tail++] = arc.To;
                }
            }
        }

        Array.Copy(_first, _current, _nodes);
        return last != int.MaxValue && !IsSpent;
    }

    // Sends from the node, path by path, until it has sent all or every path is blocked.
    private void Push(int source)
    {
        int length = 0, node = source;
        while (_supply[source] > 0)
        {
            if (_drain[node] > 0)
            {
                length = Send(source, node, length);
                node = length == 0 ? source : _arcs[_path[length - 1]].To;
                continue;
            }

            int arc = FindNext(node);
            if (arc != None)
            {
                _path[length++] = arc;
                node = _arcs[arc].To;
            }
            else if (length == 0)
            {
                return;
            }
            else
            {
                // A dead end: this search need not come here again.
                arc = _path[--length];
                node = _arcs[_arcs[arc].Back].To;
                _current[node] = arc + 1;
            }
        }
    }

    // The next arc of the node that takes something and leads one layer further.
    private int FindNext(int node)
    {
        int end = _first[node + 1], depth = _depth[node] + 1;
        for (int arc = _current[node]; arc < end; arc++)
        {
            if (_arcs[arc].Left > 0 && _depth[_arcs[arc].To] == depth)
            {
                _steps -= arc - _current[node];
                _current[node] = arc;
                return arc;
            }
        }

        _steps -= end - _current[node];
        _current[node] = end;
        return None;
    }

    // Sends what the path takes. Returns the length of the part of it that takes more.
    private int Send(int source, int drain, int length)
    {
        long amount = Math.Min(_supply[source], _drain[drain]);
        for (int i = 0; i < length; i++)
        {
            amount = Math.Min(amount, _arcs[_path[i]].Left);
        }

        _supply[source] -= amount;
        _drain[drain] -= amount;
        Unsent -= amount;
        int open = length;
        for (int i = length - 1; i >= 0; i--)
        {
            ref Arc arc = ref _arcs[_path[i]];
            arc.Left -= amount;
            _arcs[arc.Back].Left += amount;
            open = arc.Left == 0 ? i : open;
        }

        _steps -= length;
        return open;
    }

    private ReadOnlySpan<Arc> ArcsOf(int node) => _arcs.AsSpan(_first[node].._first[node + 1]);

    // What may still flow to a node, and where the arc that leads back is.
    private record struct Arc(int To, int Back, long Left);
}
