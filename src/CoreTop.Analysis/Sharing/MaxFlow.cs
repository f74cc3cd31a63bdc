namespace CoreTop.Analysis.Sharing;

/// <summary>The largest flow through a network: Dinic's blocking flows along shortest paths. One object serves many networks.</summary>
/// <param name="steps">How many edges may be looked at before it gives up: what a diagnosis may cost.</param>
internal sealed class MaxFlow(long steps)
{
    private const int None = -1;

    private int _nodes;
    private int[] _first = [];
    private int[] _next = [];
    private int[] _to = [];
    private long[] _left = [];

    private long[] _supply = [];
    private long[] _drain = [];
    private int[] _depth = [];
    private int[] _current = [];
    private int[] _queue = [];
    private int[] _path = [];
    private long _steps = steps;

    /// <summary>How many flows were asked for.</summary>
    public int Flows { get; private set; }

    /// <summary>It has given up: flows are smaller than could be, and no cut is known.</summary>
    public bool IsSpent => _steps <= 0;

    /// <summary>Of the last flow's supply, what finds no way.</summary>
    public long Unsent { get; private set; }

    /// <summary>Whether more would flow if the node had a drain: those nodes are the one side of the narrowest cut.</summary>
    public bool IsReached(int node) => _depth[node] != None;

    /// <summary>Sends as much as the network takes, but for so little that it may be rounding.</summary>
    /// <param name="piece">The network.</param>
    /// <param name="supply">For each node what it has to send, beside the network's own inflow.</param>
    /// <param name="tolerance">How little may stay unsent without being looked after.</param>
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
        Array.Fill(_first, None, 0, _nodes);
        int arc = 0;
        foreach (FlowEdge edge in piece.Edges)
        {
            Add(arc++, edge.From, edge.To, edge.Capacity);
            Add(arc++, edge.To, edge.From, 0);
        }

        Unsent = 0;
        for (int node = 0; node < _nodes; node++)
        {
            // What can drain on the spot does so: the flow may still be rerouted, as this only takes from the drain.
            long wanted = supply[node] + piece.Inflow[node];
            long drained = Math.Min(wanted, piece.Drain[node]);
            _supply[node] = wanted - drained;
            _drain[node] = piece.Drain[node] - drained;
            Unsent += _supply[node];
        }

        _steps -= _nodes + arc;
    }

    private void Add(int arc, int from, int to, long capacity)
    {
        _to[arc] = to;
        _left[arc] = capacity;
        _next[arc] = _first[from];
        _first[from] = arc;
    }

    private void Grow(int nodes, int arcs)
    {
        if (_first.Length < nodes)
        {
            _first = new int[nodes];
            _supply = new long[nodes];
            _drain = new long[nodes];
            _depth = new int[nodes];
            _current = new int[nodes];
            _queue = new int[nodes];
            _path = new int[nodes];
        }

        if (_next.Length < arcs)
        {
            _next = new int[arcs];
            _to = new int[arcs];
            _left = new long[arcs];
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

            for (int arc = _first[node]; arc != None; arc = _next[arc])
            {
                _steps--;
                int to = _to[arc];
                if (_left[arc] > 0 && _depth[to] == None)
                {
                    _depth[to] = _depth[node] + 1;
                    _queue[tail++] = to;
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
                node = length == 0 ? source : _to[_path[length - 1]];
                continue;
            }

            int arc = _current[node];
            while (arc != None && (_left[arc] == 0 || _depth[_to[arc]] != _depth[node] + 1))
            {
                arc = _next[arc];
                _steps--;
            }

            _current[node] = arc;
            if (arc != None)
            {
                _path[length++] = arc;
                node = _to[arc];
            }
            else if (length == 0)
            {
                return;
            }
            else
            {
                // A dead end: nobody needs to come here again in this search.
                arc = _path[--length];
                node = _to[arc ^ 1];
                _current[node] = _next[arc];
            }
        }
    }

    // Sends what the path takes. Returns the length of the part of it that takes more.
    private int Send(int source, int drain, int length)
    {
        long amount = Math.Min(_supply[source], _drain[drain]);
        for (int i = 0; i < length; i++)
        {
            amount = Math.Min(amount, _left[_path[i]]);
        }

        _supply[source] -= amount;
        _drain[drain] -= amount;
        Unsent -= amount;
        int open = length;
        for (int i = length - 1; i >= 0; i--)
        {
            int arc = _path[i];
            _left[arc] -= amount;
            _left[arc ^ 1] += amount;
            open = _left[arc] == 0 ? i : open;
        }

        _steps -= length;
        return open;
    }
}
