using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Cgroup;

/// <summary>Reads what cpusets allow, cgroup v1 and v2. Each cgroup is read once and kept for ten seconds.</summary>
/// <param name="files">The machine's files.</param>
/// <param name="time">The clock.</param>
/// <seealso href="https://man7.org/linux/man-pages/man7/cpuset.7.html"/>
public sealed class CpusetLimits(KernelFiles files, TimeProvider time) : ICpusetLimits
{
    private const int MostSets = 4096;
    private const string SlurmJob = "job_";
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);
    private static readonly string[] UnifiedNames = ["cpuset.cpus.effective"];
    private static readonly string[] Version1Names = ["cpuset.effective_cpus", "cpuset.cpus"];

    private readonly TextCache<CpusetLimit> _limits = new();
    private readonly Dictionary<CpuSet, CpuSet> _sets = [];
    private CgroupMounts? _mounts;
    private long _readAt;
    private CpuSet _online = CpuSet.Empty;

    /// <summary>The online CPUs; a change of them changes what cpusets allow.</summary>
    public CpuSet Online
    {
        get => _online;
        set
        {
            _limits.Clear();
            _online = value;
        }
    }

    /// <summary>CPUs that are known as offline; null where that is not known: all that are not online.</summary>
    public CpuSet? Offline { get; set; }

    /// <inheritdoc/>
    public CpusetLimit Find(ReadOnlySpan<byte> cgroupText)
    {
        if (_mounts is null || time.GetElapsedTime(_readAt) >= Lifetime)
        {
            // Copied, because the text handed in lies in the buffer that files are read into.
            cgroupText = cgroupText.ToArray();
            _limits.Clear();
            _mounts = CgroupMounts.Read(files);
            _readAt = time.GetTimestamp();
        }

        if (!_limits.TryGet(cgroupText, out CpusetLimit limit))
        {
            byte[] text = cgroupText.ToArray();
            limit = Read(text, _mounts);
            _limits.Set(text, limit);
        }

        return limit;
    }

    /// <summary>The Slurm job that a task is in, and the online CPUs that the job may use with all its steps: <c>job_4242</c> in the task's cgroup.</summary>
    /// <param name="cgroupText">The text of its <c>/proc/[pid]/cgroup</c>.</param>
    /// <param name="cpus">The CPUs; null when unknown or in no job.</param>
    /// <returns>The job's number; null when it is in none.</returns>
    internal string? FindSlurmJob(ReadOnlySpan<byte> cgroupText, out CpuSet? cpus)
    {
        byte[] text = cgroupText.ToArray();
        cpus = null;
        CgroupPlace? place = (_mounts ?? CgroupMounts.Read(files)).Find(text, "cpuset");
        if (place?.Path.Contains("slurm", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        while (place is { } cgroup)
        {
            ReadOnlySpan<char> name = cgroup.Path.AsSpan(cgroup.Path.LastIndexOf('/') + 1);
            if (name.StartsWith(SlurmJob, StringComparison.Ordinal))
            {
                cpus = ReadSet(cgroup);
                return name[SlurmJob.Length..].ToString();
            }

            place = cgroup.Parent;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Forget() => _limits.Clear();

    // In v2 the cgroup above decides where the controller is off; in v1 every cgroup has the files.
    private CpusetLimit Read(byte[] cgroupText, CgroupMounts mounts)
    {
        CgroupPlace? place = mounts.Find(cgroupText, "cpuset");
        while (place is { IsUnified: true } cgroup && ReadSet(cgroup) is null)
        {
            place = cgroup.Parent;
        }

        return place is { } found && ReadSet(found) is { } cpus ? Limit(found, cpus) : default;
    }

    // The highest cgroup that allows no more is the one that sets the limit.
    private CpusetLimit Limit(CgroupPlace place, CpuSet cpus)
    {
        if (_online.IsSubsetOf(cpus))
        {
            return new CpusetLimit(cpus, CgroupPath: null);
        }

        while (place.Parent is { } parent && ReadSet(parent) is { } above && above.Equals(cpus))
        {
            place = parent;
        }

        return new CpusetLimit(cpus, place.Path);
    }

    private CpuSet? ReadSet(in CgroupPlace place)
    {
        foreach (string name in place.IsUnified ? UnifiedNames : Version1Names)
        {
            if (files.Read($"{place.Folder}/{name}", out ReadOnlySpan<byte> text) == FileStatus.Ok
                && CpuList.TryParse(text, out CpuSet cpus) && !cpus.IsEmpty)
            {
                return Shared(KernelNumbers.Usable(cpus, _online, Offline));
            }
        }

        return null;
    }

    // Thousands of cgroups allow the same few sets.
    private CpuSet Shared(CpuSet cpus)
    {
        if (_sets.TryGetValue(cpus, out CpuSet? known))
        {
            return known;
        }

        if (_sets.Count >= MostSets)
        {
            _sets.Clear();
        }

        _sets.Add(cpus, cpus);
        return cpus;
    }
}
