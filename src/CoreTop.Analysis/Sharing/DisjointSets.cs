namespace CoreTop.Analysis.Sharing;

/// <summary>Things that are found to belong together.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parent;

    /// <summary>So many things, each on its own.</summary>
    public DisjointSets(int count)
    {
        _parent = new int[count];
        for (int i = 0; i < count; i++)
        {
            _parent[i] = i;
        }
    }

    /// <summary>The one that stands for all that belong together with this one.</summary>
    public int Find(int one)
    {
        while (_parent[one] != one)
        {
            _parent[one] = _parent[_parent[one]];
            one = _parent[one];
        }

        return one;
    }

    /// <summary>These two belong together.</summary>
    public void Join(int one, int other)
    {
        one = Find(one);
        other = Find(other);

        // The lower one stands for both: the same answer however they come.
        _parent[Math.Max(one, other)] = Math.Min(one, other);
    }
}
