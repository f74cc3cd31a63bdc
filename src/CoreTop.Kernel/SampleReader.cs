using System.Collections.Immutable;
using CoreTop.Kernel.Bpf;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Processes;
using CoreTop.Kernel.Scheduling;
using CoreTop.Kernel.Sys;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel;

/// <summary>Reads samples, one after the other. Belongs to one thread.</summary>
internal sealed class SampleReader
{
    /// <summary>The CPUs that are online.</summary>
    internal const string OnlinePath = "/sys/devices/system/cpu/online";

    private const string SourceIsDear = "Few of many threads run, so that the files of those that run cost less.";

    private readonly KernelFiles _files;
    private readonly Func<CpuTopology> _readTopology;
    private readonly TimeProvider _time;
    private readonly CpuCgroups _cpuCgroups;
    private readonly ThreadedCgroups _threaded;
    private readonly UnbalancedCpus _unbalanced;
    private readonly StrangeCpus _strange = new();
    private readonly RunnableCounter _runnable;
    private readonly BpfScheduler _bpfScheduler;
    private readonly ProcessReader _processes;
    private readonly MeterReader _meters;
    private readonly BpfTaskSource? _source;
    private readonly List<ReadProblem> _problems = [];
    private readonly int _ticksPerSecond = LinuxScheduler.TicksPerSecond;
    private HostInfo? _host;
    private CpuTopology? _topology;
    private byte[] _online = [];
    private bool _hasRunQueues = true;

    /// <summary>A reader of one machine.</summary>
    /// <param name="files">Its files.</param>
    /// <param name="affinity">Asked for every task's affinity.</param>
    /// <param name="clocks">Say which processes did not run, and need not be read.</param>
    /// <param name="tasks">Asked for I/O priorities where they are shown.</param>
    /// <param name="limits">Says what cpusets allow.</param>
    /// <param name="readTopology">Reads its topology: at first, and when the online CPUs change.</param>
    /// <param name="time">The clock; a captured machine's own uptime is used instead.</param>
    /// <param name="source">Says at once what every task did; null to read their files. Disposed by whoever made it.</param>
    public SampleReader(
        KernelFiles files,
        IAffinityControl affinity,
        IProcessClocks clocks,
        ITaskControl tasks,
        ICpusetLimits limits,
        Func<CpuTopology> readTopology,
        TimeProvider time,
        BpfTaskSource? source = null)
    {
        _files = files;
        _readTopology = readTopology;
        _time = time;
        var mounts = new Lazy<CgroupMounts>(() => CgroupMounts.Read(files));
        _cpuCgroups = new CpuCgroups(files, mounts);
        _threaded = new ThreadedCgroups(files, mounts);
        _runnable = new RunnableCounter(files);
        _unbalanced = new UnbalancedCpus(files, mounts);
        _bpfScheduler = new BpfScheduler(files);
        _meters = new MeterReader(files);
        var cgroups = new TaskCgroups(files, limits, _cpuCgroups, _threaded);
        _processes = new ProcessReader(files, affinity, clocks, tasks, cgroups, _cpuCgroups, source);
        _source = source;
    }

    /// <summary>Tasks are read by the source at every reading, whatever it costs.</summary>
    public void InsistOnSource() => _processes.InsistOnSource();

    /// <summary>What could not be read of the topology: a problem of every sample until it is read again.</summary>
    public IReadOnlyList<ReadProblem> TopologyProblems { get; set; } = [];

    /// <summary>Reads everything once. What cannot be read is a <see cref="ReadProblem"/> in the sample.</summary>
    public Sample Read(SampleRequest request)
    {
        _problems.Clear();
        CpuTopology topology = ReadTopology();
        _problems.AddRange(TopologyProblems);
        TimeSpan? uptime = Parse<TimeSpan?>(UptimeFile.Path, static text => UptimeFile.Parse(text));
        TimeSpan? recorded = _files.IsLive ? null : uptime ?? TimeSpan.Zero;
        TimeSpan now = recorded ?? Now();
        SystemStat? stat = Parse(SystemStat.Path, SystemStat.Parse);
        DateTimeOffset time = recorded is { } since && stat?.BootTime is { } boot ? boot + since : _time.GetLocalNow();
        ImmutableArray<RunQueueTimes> queues = ReadRunQueues();
        _cpuCgroups.Begin(now);
        _threaded.Begin(now);
        IReadOnlyList<ProcessSample> processes =
            _processes.Read(request, stat, recorded is null ? Now : () => recorded.Value, _problems);
        ImmutableArray<QuotaCounters> quotas = _cpuCgroups.ReadRunning(_problems);
        return new Sample
        {
            MonotonicTime = now,
            Time = time,
            Host = _host ??= HostFiles.Read(_files),
            Topology = topology,
            TicksPerSecond = _ticksPerSecond,
            Cpus = stat?.Cpus ?? [],
            RunQueues = queues,
            Memory = Parse(MemoryFile.Path, MemoryFile.Parse),
            Load = Parse<LoadAverage?>(LoadAverageFile.Path, static text => LoadAverageFile.Parse(text)),
            Uptime = uptime,
            Processes = processes,
            Quotas = quotas,
            CpuCgroups = _cpuCgroups.All(),
            Unbalanced = _unbalanced.Read(topology, now),
            BpfScheduler = _bpfScheduler.Read(),
            Meters = _meters.Read(request.Meters, request.SensorsOf, topology, _problems),
            Runnable = _runnable.End(stat?.RunningTasks, processes),
            StrangeCpus = _strange.Find(processes, topology, stat?.Cpus ?? []),
            AreTasksHidden = _processes.AreTasksHidden,
            IsPartial = _processes.IsPartial,
            IsReadByBpf = _processes.IsBySource,
            WhyNotByBpf = _source?.Refusal ?? (_source is not null && _processes.IsSourceDear ? SourceIsDear : null),
            Problems = [.. _problems],
        };
    }

    /// <summary>Counts the runnable tasks once more before the next sample.</summary>
    public void LookAtRunnable() => _runnable.Look();

    private TimeSpan Now() => _time.GetElapsedTime(0, _time.GetTimestamp());

    private CpuTopology ReadTopology()
    {
        bool hasChanged = _files.Read(OnlinePath, out ReadOnlySpan<byte> online) == FileStatus.Ok
            && !online.SequenceEqual(_online);
        if (hasChanged)
        {
            _online = online.ToArray();
        }

        if (hasChanged || _topology is null)
        {
            _topology = _readTopology();
        }

        return _topology;
    }

    // A kernel built without CONFIG_SCHEDSTATS has no such file, and never will have.
    private ImmutableArray<RunQueueTimes> ReadRunQueues()
    {
        if (!_hasRunQueues || _files.Read(SystemSchedStat.Path, out _) != FileStatus.Ok)
        {
            _hasRunQueues = false;
            return [];
        }

        return Parse<ImmutableArray<RunQueueTimes>?>(SystemSchedStat.Path, static text => SystemSchedStat.Parse(text)) ?? [];
    }

    private T? Parse<T>(string path, FileParser<T> parse)
    {
        FileStatus status = _files.Read(path, out ReadOnlySpan<byte> text);
        if (status != FileStatus.Ok)
        {
            _problems.Add(new ReadProblem(path, $"It cannot be read ({ReadFailure(status)}), so what it says is missing."));
            return default;
        }

        return LenientParse.Of(text, parse, path, _problems);
    }

    private string ReadFailure(FileStatus status) => status switch
    {
        FileStatus.Gone => "there is no such file",
        FileStatus.Denied => "permission denied",
        _ => _files.LastErrno switch
        {
            Errno.Eopnotsupp => "it is not a regular file",
            Errno.Eisdir => "it is a folder",
            Errno.Eloop => "its links lead nowhere",
            int error => $"errno {error}",
        },
    };
}
