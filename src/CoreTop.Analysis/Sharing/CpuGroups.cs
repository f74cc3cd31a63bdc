using System.Numerics;

namespace CoreTop.Analysis.Sharing;

/// <summary>Takes CPUs that are in the same masks and in cores of the same kind as one place, and such cores as one group.</summary>
/// <remarks>Tasks without a mask then see one place where a machine has a thousand CPUs.</remarks>
internal sealed class CpuGroups
{
    private readonly ShareMachine _machine;
    private readonly int _levels;
    private readonly int[] _placeOf;
    private readonly List<int> _groupOf = [];
    private readonly List<double> _room = [];
    private readonly List<ulong> _membersOf = [];
    private readonly List<int> _firstPlace = [];
    private readonly List<int> _places = [];
    private readonly List<double> _time = [];
    private readonly Dictionary<ulong, int> _groups = [];

    /// <summary>Groups the CPUs of a machine.</summary>
    public CpuGroups(ShareMachine machine, MaskTable masks)
    {
        _machine = machine;
        _levels = machine.Levels.Count;
        _placeOf = new int[machine.Numbers];
        Array.Fill(_placeOf, -1);
        ulong[] members = Members(machine, masks, out ulong[] used);
        var cpus = new List<int>();
        foreach (ShareCore core in machine.Cores)
        {
            cpus.Clear();
            foreach (int cpu in core.Cpus)
            {
                if ((used[cpu / 64] >> (cpu % 64) & 1) != 0)
                {
                    cpus.Add(cpu);
                }
            }

            if (cpus.Count > 0)
            {
                Add(core, cpus, members);
            }
        }
    }

    /// <summary>How many places there are.</summary>
    public int PlaceCount => _groupOf.Count;

    /// <summary>How many groups there are.</summary>
    public int GroupCount => _firstPlace.Count;

    /// <summary>The place of a CPU; -1 if it is in no mask.</summary>
    public int PlaceOf(int cpu) => _placeOf[cpu];

    /// <summary>The group of a place.</summary>
    public int GroupOf(int place) => _groupOf[place];

    /// <summary>How many places a group has: siblings are in different places where some mask has only one of them.</summary>
    public int PlacesIn(int group) => _places[group];

    /// <summary>The time that the CPUs of a place have for tasks, in seconds per second.</summary>
    public double RoomOf(int place) => _room[place];

    /// <summary>The time that a group's slots of a level, or faster, have for tasks.</summary>
    public double TimeOf(int group, int level) => _time[(group * _levels) + level];

    // Two CPUs have the same number when they are in the same masks (or when 64 random bits are equal by chance).
    private static ulong[] Members(ShareMachine machine, MaskTable masks, out ulong[] used)
    {
        var members = new ulong[machine.Numbers];
        ulong[] online = machine.Online;
        used = new ulong[online.Length];
        int all = MaskTable.CountOf(online);
        for (int mask = 0; mask < masks.Count; mask++)
        {
            ReadOnlySpan<ulong> words = masks.Words(mask);
            bool isWide = MaskTable.CountOf(words) > all / 2;
            ulong mark = Mix((ulong)mask + 1);
            for (int i = 0; i < words.Length; i++)
            {
                used[i] |= words[i];

                // For a wide mask the CPUs that it lacks are marked: they are fewer, and the result is the same.
                for (ulong left = isWide ? online[i] & ~words[i] : words[i]; left != 0; left &= left - 1)
                {
                    members[(i * 64) + BitOperations.TrailingZeroCount(left)] ^= mark;
                }
            }
        }

        return members;
    }

    private void Add(ShareCore core, List<int> cpus, ulong[] members)
    {
        cpus.Sort((a, b) => members[a] != members[b] ? members[a].CompareTo(members[b]) : a.CompareTo(b));
        ulong signature = Mix(((ulong)core.Cpus.Count << 32) ^ ((ulong)core.FirstLevel << 16) ^ (ulong)core.FurtherLevel);
        double rooms = 0, most = 0;
        foreach (int cpu in cpus)
        {
            signature = Mix(signature ^ members[cpu]);
            rooms += _machine.RoomOf(cpu);
            most = Math.Max(most, _machine.RoomOf(cpu));
        }

        if (!_groups.TryGetValue(signature, out int group))
        {
            group = AddGroup(cpus, members);
            _groups.Add(signature, group);
        }

        for (int level = 0; level < _levels; level++)
        {
            _time[(group * _levels) + level] += core.Time(level, rooms, most);
        }

        int place = _firstPlace[group];
        foreach (int cpu in cpus)
        {
            while (_membersOf[place] != members[cpu])
            {
                place++;
            }

            _placeOf[cpu] = place;
            _room[place] += _machine.RoomOf(cpu);
        }
    }

    private int AddGroup(List<int> cpus, ulong[] members)
    {
        int group = _firstPlace.Count, first = _groupOf.Count;
        foreach (int cpu in cpus)
        {
            if (_groupOf.Count == first || _membersOf[^1] != members[cpu])
            {
                _groupOf.Add(group);
                _membersOf.Add(members[cpu]);
                _room.Add(0);
            }
        }

        _firstPlace.Add(first);
        _places.Add(_groupOf.Count - first);
        for (int level = 0; level < _levels; level++)
        {
            _time.Add(0);
        }

        return group;
    }

    // The finalizer of SplitMix64: numbers that are close become numbers that have nothing in common.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
