using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Kernel.Bpf;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Kernel.Sys;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel;

/// <summary>The running machine, or a captured one: what the program reads, and what it changes. Belongs to one thread.</summary>
public sealed class Machine : IDisposable
{
    private const string OwnCgroup = "/proc/self/cgroup";

    private readonly TimeProvider _time;
    private readonly string _root;
    private readonly CpusetLimits _limits;
    private readonly CapturedScheduler? _captured;
    private readonly TopologyReader _topologies;
    private readonly SampleReader _samples;
    private readonly BpfTaskSource? _source;
    private CpuTopology _topology;
    private bool _isTopologyFresh;
    private int _nextReading;

    // A captured machine shows its last reading to whoever looks at its files before reading samples.
    private Machine(string root, KernelFiles files, TimeProvider time, CpuTopology? topology = null, int nextReading = 0)
    {
        _time = time;
        _root = root;
        _nextReading = nextReading;
        Files = files;
        Readings = Files.CountReadings();
        if (Readings > 0)
        {
            Files.UseReading(Readings - 1);
        }

        _captured = Files.IsLive ? null : new CapturedScheduler(Files);
        Affinity = _captured is null ? new LinuxScheduler() : _captured;
        Tasks = Files.IsLive ? new LinuxTaskControl(Files) : new CapturedTaskControl(Files);
        _limits = new CpusetLimits(Files, time);
        _topologies = new TopologyReader(Files);
        Evidence = new EvidenceReader(Files, Affinity, _limits);
        Inspector = new ProcessInspector(Files, _limits);
        Clocks = Files.IsLive ? new LinuxProcessClocks() : new NoProcessClocks();
        _source = Files.IsLive ? new BpfTaskSource(Files) : null;
        _samples = new SampleReader(Files, Affinity, Clocks, Tasks, _limits, NextTopology, time, _source);
        _isTopologyFresh = topology is null;
        _topology = topology ?? _topologies.Read() ?? throw NoMachine();
        Use(_topology);
    }

    /// <summary>It is the running machine; else changes are only recorded.</summary>
    public bool IsLive => Files.IsLive;

    /// <summary>How many numbered readings a captured machine holds; 0 for one with a plain proc, and for the running one.</summary>
    internal int Readings { get; }

    /// <summary>Its files.</summary>
    public KernelFiles Files { get; }

    /// <summary>
    /// Whether what tasks did may be read by a BPF program, where this user may load one and the kernel can (docs/decisions/0037): asked at
    /// each sample but the first. Any thread may change it, and the next sample follows. A captured machine never asks.
    /// </summary>
    public Func<bool> AllowsBpf
    {
        get => _source?.Allows ?? (static () => false);
        set
        {
            if (_source is not null)
            {
                _source.Allows = value;
            }
        }
    }

    /// <summary>From now on tasks are read by BPF, where that is possible, even if files would cost less; for tests of what it says.</summary>
    internal void InsistOnBpf() => _samples.InsistOnSource();

    /// <summary>Reads affinities and changes them.</summary>
    public IAffinityControl Affinity { get; }

    /// <summary>Says how long processes have run.</summary>
    public IProcessClocks Clocks { get; }

    /// <summary>Changes nice values, I/O priorities and policies, and sends signals.</summary>
    public ITaskControl Tasks { get; }

    /// <summary>Reads on request what says who confined tasks.</summary>
    public EvidenceReader Evidence { get; }

    /// <summary>Reads on request all there is of one process.</summary>
    public ProcessInspector Inspector { get; }

    /// <summary>Names the PID namespace that this program's task numbers are of; 0 when that is not known.</summary>
    public ulong PidNamespace => Proc.PidNamespace.Number(Files);

    /// <summary>Opens a machine.</summary>
    /// <param name="root">A folder that holds proc and sys, or a file made by <c>coretop capture</c>; <c>/</c> for the running machine.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="MachineException">It is not there, or holds no machine: the message is a sentence for the user.</exception>
    public static Machine Open(string root, TimeProvider time) => OpenFiles(root, new KernelFiles(MachineRoot.Open(root)), time);

    /// <summary>Opens a machine whose files are open already.</summary>
    /// <param name="root">What the user named, for messages.</param>
    /// <param name="files">Its files, which the machine disposes.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="MachineException">They hold no machine: the message is a sentence for the user.</exception>
    internal static Machine OpenFiles(string root, KernelFiles files, TimeProvider time)
    {
        try
        {
            var machine = new Machine(root, files, time);
            return machine.IsLive && Proc.PidNamespace.IsForeign(files) ? throw ForeignProc() : machine;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Reads a sample; null when a captured machine has no further reading.</summary>
    public Sample? Read(SampleRequest request)
    {
        if (!IsLive)
        {
            if (_nextReading >= Math.Max(1, Readings))
            {
                return null;
            }

            if (Readings > 0)
            {
                Files.UseReading(_nextReading);
            }

            _nextReading++;
        }

        return _samples.Read(request);
    }

    /// <summary>
    /// Counts the runnable tasks once more, for <see cref="Sample.Runnable"/> of the next sample: one small file. Whoever waits for the
    /// next sample calls it about ten times meanwhile; on a captured machine it does nothing.
    /// </summary>
    public void LookAtRunnable()
    {
        if (IsLive)
        {
            _samples.LookAtRunnable();
        }
    }

    /// <summary>Somebody on it has this name, or the name is a number, which anybody may have.</summary>
    public bool HasUser(string user) => uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out _) || new UserNames(Files).HasName(user);

    /// <summary>Reads the topology alone.</summary>
    public CpuTopology ReadTopology()
    {
        // A machine that no longer lists a CPU is one whose files cannot be read for the moment.
        Use(_topologies.Read() ?? _topology);
        return _topology;
    }

    /// <summary>Reads which devices there are and which CPUs are near them: on request, as it lists folders of each.</summary>
    public ImmutableArray<NearDevice> ReadDevices() => new DeviceReader(Files).Read(_topology);

    /// <summary>Reads what limits where CoreTop itself may run; null on a captured machine, which it does not run on.</summary>
    public OwnCpus? ReadOwnCpus()
    {
        const int ThisThread = 0;
        if (!IsLive)
        {
            return null;
        }

        bool hasCgroup = Files.Read(OwnCgroup, out ReadOnlySpan<byte> text) == FileStatus.Ok;
        byte[] cgroup = hasCgroup ? text.ToArray() : [];
        CpusetLimit limit = hasCgroup ? _limits.Find(cgroup) : default;
        CpuSet? ofJob = null;
        string? job = hasCgroup ? _limits.FindSlurmJob(cgroup, out ofJob) : null;
        _ = Affinity.Read(ThisThread, ThisThread, known: null, out CpuSet? affinity);
        return new OwnCpus { Limit = limit.Cpus, LimitedBy = limit.CgroupPath, Job = job, JobCpus = ofJob, Affinity = affinity };
    }

    /// <summary>Another view of the same machine for another thread; disposed on its own.</summary>
    public Machine OpenAnother() => OpenAt(reading: 0);

    /// <summary>Another view whose next sample is the given reading of a captured machine.</summary>
    internal Machine OpenAt(int reading) => new(_root, Files.Another(), _time, _topology, reading);

    /// <inheritdoc/>
    public void Dispose()
    {
        _source?.Dispose();
        Files.Dispose();
    }

    // What is never known rather than read wrong: a number of another namespace would name somebody else's task.
    private static MachineException ForeignProc() => new(
        "/proc numbers processes as another PID namespace does, so that CoreTop would take one process for another: "
        + "mount this namespace's own with \"mount -t proc proc /proc\", or start CoreTop outside the container.");

    // The first sample takes what was read on opening.
    private CpuTopology NextTopology()
    {
        CpuTopology topology = _isTopologyFresh ? _topology : ReadTopology();
        _isTopologyFresh = false;
        return topology;
    }

    private void Use(CpuTopology topology)
    {
        _topology = topology;
        _limits.Offline = KernelNumbers.Offline(topology);
        _limits.Online = topology.Online;
        _samples.TopologyProblems = [.. _topologies.Problems];
        if (_captured is not null)
        {
            _captured.Topology = topology;
        }
    }

    private MachineException NoMachine() =>
        Files.Read(SampleReader.OnlinePath, out _) == FileStatus.Denied || Files.Read(SystemStat.Path, out _) == FileStatus.Denied
            ? new($"{_root} cannot be read: permission denied. Its owner or root may read it.")
        : new(IsLive
            ? "Neither /sys/devices/system/cpu nor /proc/stat lists a CPU: CoreTop needs a Linux with /proc mounted."
            : $"{_root} holds no machine: neither sys/devices/system/cpu nor proc/stat in it names a CPU.");
}
