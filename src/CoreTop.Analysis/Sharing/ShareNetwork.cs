using System.Numerics;

namespace CoreTop.Analysis.Sharing;

/// <summary>Which classes may run where: their masks, and the places and groups of CPUs those lead to.</summary>
internal sealed class ShareNetwork
{
    private readonly FillClasses _classes;
    private readonly MaskTable _masks;
    private readonly CpuGroups _groups;
    private readonly SpeedLevels _levels;
    private readonly int[] _firstPlace;
    private readonly int[] _places;

    /// <summary>The network of a problem.</summary>
    public ShareNetwork(ShareProblem problem, FillClasses classes)
    {
        var machine = new ShareMachine(problem);
        _classes = classes;
        _masks = new MaskTable(problem.Classes, classes, machine.Online);
        _groups = new CpuGroups(machine, _masks);
        _levels = machine.Levels;
        CpuCount = machine.Numbers;
        _firstPlace = new int[_masks.Count + 1];
        _places = FindPlaces();
        Pools = FindPools();
    }

    /// <summary>The classes' numbers.</summary>
    public FillClasses Classes => _classes;

    /// <summary>No mask was rounded.</summary>
    public bool IsExact => !_masks.IsRounded;

    /// <summary>The number of CPUs: no class gets more cores than that.</summary>
    public int CpuCount { get; }

    /// <summary>The levels of speed.</summary>
    public SpeedLevels Levels => _levels;

    /// <summary>The classes that want something, in parts that have no core in common, not even through others.</summary>
    public List<int[]> Pools { get; }

    /// <summary>How many places there are.</summary>
    public int PlaceCount => _groups.PlaceCount;

    /// <summary>How many groups there are.</summary>
    public int GroupCount => _groups.GroupCount;

    /// <summary>How many different masks there are.</summary>
    public int MaskCount => _masks.Count;

    /// <summary>The mask of a class that is in a pool.</summary>
    public int MaskOf(int index) => _masks.MaskOf(index);

    /// <summary>The places a mask leads to.</summary>
    public ReadOnlySpan<int> PlacesOf(int mask) => _places.AsSpan(_firstPlace[mask].._firstPlace[mask + 1]);

    /// <summary>Whether all such classes of a mask may be one source of the flow.</summary>
    /// <remarks>
    /// Where all slots are performance cores only their sum matters. Elsewhere a task may use only one slot at a time; with a mask
    /// of one CPU that is always so, except for a stream that is less than one task.
    /// </remarks>
    public bool IsOneSource(int index) =>
        (_levels.Count == 1 && _levels.Step(0) >= 1)
        || (_classes.Tasks[index] >= 1 && MaskTable.CountOf(_masks.Words(_masks.MaskOf(index))) == 1);

    /// <summary>The group of a place.</summary>
    public int GroupOf(int place) => _groups.GroupOf(place);

    /// <summary>Whether the place is the only one of its group.</summary>
    public bool IsAlone(int place) => _groups.PlacesIn(_groups.GroupOf(place)) == 1;

    /// <summary>The work that the CPUs of a place can do on a level, in cores.</summary>
    public double WorkOf(int place, int level) => _groups.RoomOf(place) * _levels.Step(level);

    /// <summary>The work that the slots of a group have on a level, in cores.</summary>
    public double GroupWork(int group, int level) => _groups.TimeOf(group, level) * _levels.Step(level);

    /// <summary>The work of a place on all levels if no other place uses its cores, in cores.</summary>
    public double WorkAlone(int place)
    {
        double work = 0;
        for (int level = 0; level < _levels.Count; level++)
        {
            work += Math.Min(WorkOf(place, level), GroupWork(GroupOf(place), level));
        }

        return work;
    }

    private int[] FindPlaces()
    {
        var places = new List<int>();
        var seenBy = new int[_groups.PlaceCount];
        for (int mask = 0; mask < _masks.Count; mask++)
        {
            _firstPlace[mask] = places.Count;
            ReadOnlySpan<ulong> words = _masks.Words(mask);
            for (int i = 0; i < words.Length; i++)
            {
                for (ulong left = words[i]; left != 0; left &= left - 1)
                {
                    int place = _groups.PlaceOf((i * 64) + BitOperations.TrailingZeroCount(left));
                    if (seenBy[place] != mask + 1)
                    {
                        seenBy[place] = mask + 1;
                        places.Add(place);
                    }
                }
            }
        }

        _firstPlace[_masks.Count] = places.Count;
        return [.. places];
    }

    private List<int[]> FindPools()
    {
        var groups = new DisjointSets(_groups.GroupCount);
        for (int mask = 0; mask < _masks.Count; mask++)
        {
            ReadOnlySpan<int> places = PlacesOf(mask);
            foreach (int place in places)
            {
                groups.Join(_groups.GroupOf(places[0]), _groups.GroupOf(place));
            }
        }

        var pools = new Dictionary<int, List<int>>();
        for (int i = 0; i < _classes.Count; i++)
        {
            int mask = _masks.MaskOf(i);
            if (mask >= 0)
            {
                int pool = groups.Find(_groups.GroupOf(PlacesOf(mask)[0]));
                if (!pools.TryGetValue(pool, out List<int>? classes))
                {
                    pools.Add(pool, classes = []);
                }

                classes.Add(i);
            }
        }

        return [.. pools.Values.Select(static pool => pool.ToArray())];
    }
}
