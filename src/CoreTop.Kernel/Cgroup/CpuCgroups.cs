using System.Collections.Immutable;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Cgroup;

/// <summary>
/// What the CPU controller makes of cgroups: weights and quotas are read on a slow cycle, counters of quotas only where a process runs.
/// </summary>
/// <param name="files">The machine's files.</param>
/// <param name="mounts">Where its cgroups are mounted.</param>
internal sealed class CpuCgroups(KernelFiles files, Lazy<CgroupMounts> mounts)
{
    private const string Controller = "cpu";

    /// <summary>A process that sleeps is looked at so seldom that its cgroup is kept for a minute.</summary>
    private const uint CyclesKept = 6;

    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(10);

    private readonly TextCache<FoundCpuCgroup> _found = new();
    private readonly Dictionary<string, Node> _nodes = [];
    private readonly List<Node> _running = [];
    private readonly List<string> _removed = [];
    private ImmutableArray<CpuCgroup>? _list;
    private ReadProblem? _problem;
    private TimeSpan? _cycleBegan;
    private uint _cycle;

    private delegate T? Parser<out T>(ReadOnlySpan<byte> text);

    /// <summary>Begins a reading.</summary>
    /// <param name="now">The clock that windows are measured by.</param>
    public void Begin(TimeSpan now)
    {
        _running.Clear();
        if (_cycleBegan is { } began && now - began < Cycle)
        {
            return;
        }

        _cycleBegan = now;
        _cycle = unchecked(_cycle + 1);
        _found.Clear();
        _problem = null;
        ForgetRemoved();
    }

    /// <summary>Where the CPU controller has a task, whose cgroup and those above it are read where that was not done in this cycle.</summary>
    /// <param name="cgroupText">The text of its <c>/proc/[pid]/cgroup</c>, not in a buffer that the next read overwrites.</param>
    public FoundCpuCgroup Find(ReadOnlySpan<byte> cgroupText)
    {
        if (_found.TryGet(cgroupText, out FoundCpuCgroup found))
        {
            return found;
        }

        found = mounts.Value.Find(cgroupText, Controller) is { } cgroup
            ? new FoundCpuCgroup(cgroup.Path, NearestQuota(cgroup)?.Cgroup)
            : default;
        _found.Set(cgroupText, found);
        return found;
    }

    /// <summary>A process runs in a cgroup that has a quota: <see cref="ReadRunning"/> reads its counters and those of quotas above it.</summary>
    public void MarkRunning(string cgroup)
    {
        Node? node = _nodes.GetValueOrDefault(cgroup);
        while (node is not null && !_running.Contains(node))
        {
            _running.Add(node);
            node.UsedCycle = _cycle;
            node = node.QuotaAbove;
        }
    }

    /// <summary>A process runs, and its threads, each in the cgroup that it is in.</summary>
    public void MarkRunning(ProcessSample process)
    {
        if (process.Details?.QuotaCgroup is { } quota)
        {
            MarkRunning(quota);
        }

        foreach (TaskSample thread in process.Threads)
        {
            if (thread.OwnCgroup?.QuotaCgroup is { } own && own != process.Details?.QuotaCgroup)
            {
                MarkRunning(own);
            }
        }
    }

    /// <summary>The counters of the quotas that were marked; a cgroup removed meanwhile is left out.</summary>
    /// <param name="problems">Files that do not read as documented are added.</param>
    public ImmutableArray<QuotaCounters> ReadRunning(List<ReadProblem> problems)
    {
        var counters = ImmutableArray.CreateBuilder<QuotaCounters>(_running.Count);
        foreach (Node node in _running)
        {
            if (node.QuotaCores is { } cores && ReadStat(node.Folder) is { } stat)
            {
                counters.Add(new QuotaCounters(node.Cgroup, cores, stat.Periods, stat.ThrottledPeriods)
                {
                    ThrottledNanoseconds = stat.ThrottledNanoseconds,
                    UsedNanoseconds = stat.UsedNanoseconds,
                });
            }
        }

        if (_problem is not null)
        {
            problems.Add(_problem);
        }

        return counters.ToImmutable();
    }

    /// <summary>Every cgroup found so far that has a weight, by path; the same array while nothing changed.</summary>
    public ImmutableArray<CpuCgroup> All() => _list ??=
    [
        .. _nodes.Values.Select(node => node.Entry).OfType<CpuCgroup>().OrderBy(entry => entry.Cgroup, StringComparer.Ordinal),
    ];

    /// <summary>The quota of one cgroup in cores; null when it has none, or when that is unreadable.</summary>
    public double? ReadQuota(in CgroupPlace cgroup) =>
        cgroup.IsUnified
            ? Parse(cgroup.Folder, CpuMaxFile.Name, CpuMaxFile.Parse)
            : Parse(cgroup.Folder, CpuMaxFile.QuotaName, CpuMaxFile.ParseQuota) is { } quota
                && Parse(cgroup.Folder, CpuMaxFile.PeriodName, CpuMaxFile.ParsePeriod) is { } period
            ? quota / period
            : null;

    // A cgroup with a quota, or else the nearest above it that has one.
    private Node? NearestQuota(in CgroupPlace cgroup)
    {
        if (!_nodes.TryGetValue(cgroup.Path, out Node? node))
        {
            node = new Node(cgroup.Path, cgroup.Folder);
            _nodes.Add(cgroup.Path, node);
        }

        if (node.Cycle != _cycle)
        {
            node.Cycle = _cycle;
            Read(node, cgroup);
            node.QuotaAbove = cgroup.Parent is { } parent ? NearestQuota(parent) : null;
        }

        return node.QuotaCores is null ? node.QuotaAbove : node;
    }

    // The root has nothing beside it, and on the running machine no quota without a weight.
    private void Read(Node node, in CgroupPlace cgroup)
    {
        bool isRoot = cgroup.Parent is null;
        int? weight = cgroup.Path == "/" ? null
            : cgroup.IsUnified ? Parse(cgroup.Folder, CpuWeightFile.Name, CpuWeightFile.Parse)
            : Parse(cgroup.Folder, CpuWeightFile.SharesName, CpuWeightFile.ParseShares);
        node.QuotaCores = weight is not null || isRoot || !files.IsLive ? ReadQuota(cgroup) : null;
        CpuCgroup? entry = weight is { } known
            ? new CpuCgroup(node.Cgroup, known, IsIdle(cgroup, known), node.QuotaCores)
            : null;
        if (entry != node.Entry)
        {
            node.Entry = entry;
            _list = null;
        }
    }

    // The kernel shows the least of weights for one that is idle; a captured machine may be made up.
    private bool IsIdle(in CgroupPlace cgroup, int weight) =>
        (weight <= CpuWeightFile.MostOfIdle || !files.IsLive)
        && Parse(cgroup.Folder, CpuWeightFile.IdleName, CpuWeightFile.ParseIdle) == true;

    private CpuStatFile? ReadStat(string folder) => Parse(folder, CpuStatFile.Name, static text => (CpuStatFile?)CpuStatFile.Parse(text));

    // Null where the file is missing, as where the controller is off.
    private T? Parse<T>(string folder, string name, Parser<T> parse)
    {
        string path = $"{folder}/{name}";
        if (files.Read(path, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return default;
        }

        try
        {
            return parse(text);
        }
        catch (KernelFormatException exception)
        {
            _problem = new ReadProblem(path, $"{exception.Message} What the cgroup may use of the CPUs is not known.");
            return default;
        }
    }

    private void ForgetRemoved()
    {
        foreach ((string cgroup, Node node) in _nodes)
        {
            if (unchecked(_cycle - node.Cycle) > CyclesKept && unchecked(_cycle - node.UsedCycle) > CyclesKept)
            {
                _removed.Add(cgroup);
            }
        }

        foreach (string cgroup in _removed)
        {
            _nodes.Remove(cgroup);
            _list = null;
        }

        _removed.Clear();
    }

    /// <summary>A cgroup.</summary>
    private sealed class Node(string cgroup, string folder)
    {
        public string Cgroup { get; } = cgroup;

        public string Folder { get; } = folder;

        /// <summary>Null: it has none.</summary>
        public double? QuotaCores { get; set; }

        /// <summary>Null: the controller does not schedule it as an entity.</summary>
        public CpuCgroup? Entry { get; set; }

        /// <summary>The nearest above that has a quota.</summary>
        public Node? QuotaAbove { get; set; }

        /// <summary>When its files were last read.</summary>
        public uint Cycle { get; set; }

        /// <summary>When a process last ran in it.</summary>
        public uint UsedCycle { get; set; }
    }
}
