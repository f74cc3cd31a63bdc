using System.Collections.Immutable;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Cgroup;

/// <summary>The CPU quotas of cgroups: which has one is read on a slow cycle, counters only where a process runs.</summary>
/// <param name="files">The machine's files.</param>
/// <param name="mounts">Where its cgroups are mounted.</param>
internal sealed class CpuQuotas(KernelFiles files, Lazy<CgroupMounts> mounts)
{
    private const string Controller = "cpu";
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(10);

    private readonly TextCache<string?> _nearest = new();
    private readonly Dictionary<string, Quota> _quotas = [];
    private readonly List<Quota> _running = [];
    private readonly List<string> _removed = [];
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
        _nearest.Clear();
        _problem = null;
        ForgetRemoved();
    }

    /// <summary>The nearest cgroup with a CPU quota, the task's own or one above; null when there is none or it is unknown.</summary>
    /// <param name="cgroupText">The text of its <c>/proc/[pid]/cgroup</c>, not in a buffer that the next read overwrites.</param>
    public string? FindNearest(ReadOnlySpan<byte> cgroupText)
    {
        if (_nearest.TryGet(cgroupText, out string? nearest))
        {
            return nearest;
        }

        nearest = mounts.Value.Find(cgroupText, Controller) is { } cgroup ? Nearest(cgroup)?.Cgroup : null;
        _nearest.Set(cgroupText, nearest);
        return nearest;
    }

    /// <summary>A process runs in a cgroup that has a quota: <see cref="ReadRunning"/> reads its counters and those of quotas above it.</summary>
    public void MarkRunning(string cgroup)
    {
        Quota? quota = _quotas.GetValueOrDefault(cgroup);
        while (quota is not null && !_running.Contains(quota))
        {
            _running.Add(quota);
            quota.UsedCycle = _cycle;
            quota = quota.Above;
        }
    }

    /// <summary>The counters of the quotas that were marked; a cgroup removed meanwhile is left out.</summary>
    /// <param name="problems">Files that do not read as documented are added.</param>
    public ImmutableArray<QuotaCounters> ReadRunning(List<ReadProblem> problems)
    {
        var counters = ImmutableArray.CreateBuilder<QuotaCounters>(_running.Count);
        foreach (Quota quota in _running)
        {
            if (quota.Cores is { } cores && ReadStat(quota.Folder) is { } stat)
            {
                counters.Add(new QuotaCounters(quota.Cgroup, cores, stat.Periods, stat.ThrottledPeriods));
            }
        }

        if (_problem is not null)
        {
            problems.Add(_problem);
        }

        return counters.ToImmutable();
    }

    /// <summary>The quota of one cgroup in cores; null when it has none, or when that is unreadable.</summary>
    public double? ReadQuota(in CgroupPlace cgroup) =>
        cgroup.IsUnified
            ? Parse(cgroup.Folder, CpuMaxFile.Name, CpuMaxFile.Parse)
            : Parse(cgroup.Folder, CpuMaxFile.QuotaName, CpuMaxFile.ParseQuota) is { } quota
                && Parse(cgroup.Folder, CpuMaxFile.PeriodName, CpuMaxFile.ParsePeriod) is { } period
            ? quota / period
            : null;

    // A cgroup's quota, or else that of the nearest above it.
    private Quota? Nearest(in CgroupPlace cgroup)
    {
        if (!_quotas.TryGetValue(cgroup.Path, out Quota? quota))
        {
            quota = new Quota(cgroup.Path, cgroup.Folder);
            _quotas.Add(cgroup.Path, quota);
        }

        if (quota.Cycle != _cycle)
        {
            quota.Cycle = _cycle;
            quota.Cores = ReadQuota(cgroup);
            quota.Above = cgroup.Parent is { } parent ? Nearest(parent) : null;
        }

        return quota.Cores is null ? quota.Above : quota;
    }

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
            _problem = new ReadProblem(path, $"{exception.Message} The cgroup's CPU quota is not known.");
            return default;
        }
    }

    private void ForgetRemoved()
    {
        foreach ((string cgroup, Quota quota) in _quotas)
        {
            if (unchecked(_cycle - quota.Cycle) > 2 && unchecked(_cycle - quota.UsedCycle) > 2)
            {
                _removed.Add(cgroup);
            }
        }

        foreach (string cgroup in _removed)
        {
            _quotas.Remove(cgroup);
        }

        _removed.Clear();
    }

    /// <summary>A cgroup, with or without a quota.</summary>
    private sealed class Quota(string cgroup, string folder)
    {
        public string Cgroup { get; } = cgroup;

        public string Folder { get; } = folder;

        /// <summary>Null: it has none.</summary>
        public double? Cores { get; set; }

        /// <summary>The nearest above that has one.</summary>
        public Quota? Above { get; set; }

        /// <summary>When its files were last read.</summary>
        public uint Cycle { get; set; }

        /// <summary>When a process last ran in it.</summary>
        public uint UsedCycle { get; set; }
    }
}
