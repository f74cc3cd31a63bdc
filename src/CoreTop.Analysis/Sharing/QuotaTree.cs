namespace CoreTop.Analysis.Sharing;

/// <summary>Quotas that nest, as nodes before the classes they cap.</summary>
internal sealed class QuotaTree
{
    private const int None = -1;

    private readonly IReadOnlyList<QuotaLimits.Quota> _quotas;
    private readonly int[] _parent;
    private readonly Dictionary<int, int> _innermost = [];

    private QuotaTree(IReadOnlyList<QuotaLimits.Quota> quotas)
    {
        _quotas = quotas;
        _parent = new int[quotas.Count];
        Array.Fill(_parent, None);
    }

    /// <summary>The tree of those quotas; null when two overlap and neither contains the other.</summary>
    public static QuotaTree? Of(IReadOnlyList<QuotaLimits.Quota> quotas, FillClasses classes)
    {
        var tree = new QuotaTree(quotas);
        var above = new List<int>?[classes.Count];
        for (int quota = 0; quota < quotas.Count; quota++)
        {
            foreach (int index in quotas[quota].Classes)
            {
                (above[index] ??= []).Add(quota);
            }
        }

        var parents = new int?[quotas.Count];
        for (int index = 0; index < above.Length; index++)
        {
            if (above[index] is { } path && !tree.Add(index, path, parents))
            {
                return null;
            }
        }

        return tree;
    }

    /// <summary>The network with the quotas in front of it.</summary>
    /// <param name="network">The network of all classes.</param>
    /// <param name="classes">Their numbers.</param>
    /// <param name="most">A number larger than that of the cores.</param>
    /// <param name="supply">For each node of the new network what it has to send.</param>
    public FlowPiece PutBefore(FlowPiece network, FillClasses classes, double most, out long[] supply)
    {
        int first = network.Nodes, nodes = first + _quotas.Count;
        var edges = new List<FlowEdge>(network.Edges);
        var work = new double[nodes];
        for (int quota = 0; quota < _quotas.Count; quota++)
        {
            if (_parent[quota] == None)
            {
                work[first + quota] = _quotas[quota].Cores;
            }
            else
            {
                edges.Add(new FlowEdge(first + _parent[quota], first + quota, FlowPiece.Units(_quotas[quota].Cores)));
            }
        }

        for (int i = 0; i < network.Classes.Length; i++)
        {
            int index = network.Classes[i];
            double wanted = classes.Tasks[index] * classes.Demand[index];
            if (_innermost.TryGetValue(index, out int quota))
            {
                edges.Add(new FlowEdge(first + quota, network.Sources[i], FlowPiece.Units(wanted)));
            }
            else
            {
                work[network.Sources[i]] += wanted;
            }
        }

        supply = Array.ConvertAll(work, cores => FlowPiece.Units(Math.Min(cores, most)));
        return new FlowPiece
        {
            Nodes = nodes,
            Inflow = new long[nodes],
            Drain = [.. network.Drain, .. new long[_quotas.Count]],
            Edges = [.. edges],
            Classes = network.Classes,
            Sources = network.Sources,
        };
    }

    // The path of a class from its innermost quota outwards: the more classes, the further out.
    private bool Add(int index, List<int> path, int?[] parents)
    {
        path.Sort((a, b) => _quotas[a].Classes.Length != _quotas[b].Classes.Length
            ? _quotas[a].Classes.Length.CompareTo(_quotas[b].Classes.Length)
            : a.CompareTo(b));
        _innermost.Add(index, path[0]);
        for (int i = 0; i < path.Count; i++)
        {
            int parent = i + 1 < path.Count ? path[i + 1] : None;
            if ((parents[path[i]] ??= parent) != parent)
            {
                return false;
            }

            _parent[path[i]] = parent;
        }

        return true;
    }
}
