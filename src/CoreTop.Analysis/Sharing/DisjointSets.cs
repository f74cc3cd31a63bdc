namespace CoreTop.Analysis.Sharing;

/// <summary>Groups things as they turn out to belong together.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parent;

    /// <summary>Starts with this many things, each on its own.</summary>
    public DisjointSets(int count)
    {
        _parent = new int[count];
        for (int i = 0; i < count; i++)
        {
            _parent[i] = i;
        }
    }

    /// <summary>The representative of everything that belongs together with this one.</summary>
    public int Find(int one)
    {
        while (_parent[one] != one)
        {
            _parent[one] = _parent[_parent[one]];
            one = _parent[one];
        }

        return one;
    }

    /// <summary>Joins the groups of these two.</summary>
    public void Join(int one, int other)
    {
        one = Find(one);
        other = Find(other);

        // The lower one represents both, so that the result does not depend on the order.
        _parent[Math.Max(one, other)] = Math.Min(one, other);
    }
}
