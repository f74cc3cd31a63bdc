using CoreTop.Kernel.Capture;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Kernel.Sys;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel;

/// <summary>The running machine, or a captured one: what the program reads, and what it changes. Belongs to one thread.</summary>
public sealed class Machine : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CpusetLimits _limits;
    private readonly CapturedScheduler? _captured;
    private readonly TopologyReader _topologies;
    private readonly SampleReader _samples;
    private readonly UnpackedCapture? _unpacked;
    private CpuTopology _topology;
    private bool _isTopologyFresh;
    private int _nextReading;
    private bool _isDisposed;

    // A captured machine shows its last reading to whoever looks at its files before reading samples.
    private Machine(
        string root, UnpackedCapture? unpacked, TimeProvider time, CpuTopology? topology = null, int nextReading = 0)
    {
        _time = time;
        _unpacked = unpacked;
        _nextReading = nextReading;
        Files = new KernelFiles(root);
        Readings = Files.IsLive ? 0 : CountReadings(root);
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
        IProcessClocks clocks = Files.IsLive ? new LinuxProcessClocks() : new NoProcessClocks();
        _samples = new SampleReader(Files, Affinity, clocks, Tasks, _limits, NextTopology, time);
        _isTopologyFresh = topology is null;
        _topology = topology ?? _topologies.Read() ?? throw NoMachine(root);
        Use(_topology);
    }

    /// <summary>It is the running machine; else changes are only recorded.</summary>
    public bool IsLive => Files.IsLive;

    /// <summary>How many numbered readings a captured machine holds; 0 for one with a plain proc, and for the running one.</summary>
    internal int Readings { get; }

    /// <summary>Its files.</summary>
    public KernelFiles Files { get; }

    /// <summary>Reads affinities and changes them.</summary>
    public IAffinityControl Affinity { get; }

    /// <summary>Changes nice values, I/O priorities and policies, and sends signals.</summary>
    public ITaskControl Tasks { get; }

    /// <summary>Reads on request what says who confined tasks.</summary>
    public EvidenceReader Evidence { get; }

    /// <summary>Reads on request all there is of one process.</summary>
    public ProcessInspector Inspector { get; }

    /// <summary>Opens a machine.</summary>
    /// <param name="root">A folder that holds proc and sys, or a file made by <c>coretop capture</c>; <c>/</c> for the running machine.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="MachineException">It is not there, or holds no machine: the message is a sentence for the user.</exception>
    public static Machine Open(string root, TimeProvider time)
    {
        if (!File.Exists(root))
        {
            return Directory.Exists(root)
                ? OpenFolder(Path.GetFullPath(root), time)
                : throw new MachineException($"There is no folder or file {root}: a captured machine is expected there.");
        }

        var unpacked = UnpackedCapture.Open(root);
        try
        {
            return new Machine(unpacked.Folder, unpacked, time);
        }
        catch (MachineException)
        {
            unpacked.Release();
            throw NoMachine(root);
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

    /// <summary>Reads the topology alone.</summary>
    public CpuTopology ReadTopology()
    {
        // A machine that tells of no CPU any more is one whose files cannot be read for the moment.
        Use(_topologies.Read() ?? _topology);
        return _topology;
    }

    /// <summary>Another view of the same machine for another thread; shares what was unpacked, and is disposed on its own.</summary>
    public Machine OpenAnother() => OpenAt(reading: 0);

    /// <summary>Another view whose next sample is the given reading of a captured machine.</summary>
    internal Machine OpenAt(int reading) => new(Files.Root, _unpacked?.Share(), _time, _topology, reading);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Files.Dispose();
            _unpacked?.Release();
        }
    }

    // What is never known rather than read wrong: a number of another namespace would name somebody else's task.
    private static Machine OpenFolder(string root, TimeProvider time)
    {
        var machine = new Machine(root, unpacked: null, time);
        if (!machine.IsLive || !PidNamespace.IsForeign(machine.Files))
        {
            return machine;
        }

        machine.Dispose();
        throw new MachineException(
            "/proc numbers processes as another PID namespace does, so that CoreTop would take one process for another: "
            + "mount this namespace's own with \"mount -t proc proc /proc\", or start CoreTop outside the container.");
    }

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
        _limits.Online = topology.Online;
        _samples.TopologyProblems = [.. _topologies.Problems];
        if (_captured is not null)
        {
            _captured.Online = topology.Online;
        }
    }

    // proc@0, proc@1 and so on are readings one after the other; a plain proc is the only one.
    private static int CountReadings(string root)
    {
        int count = 0;
        while (Directory.Exists(Path.Combine(root, $"proc@{count}")))
        {
            count++;
        }

        return count;
    }

    private static MachineException NoMachine(string root) => new(
        root == "/"
            ? "This system tells of no CPU in /sys/devices/system/cpu or /proc/stat: CoreTop needs a Linux with /proc mounted."
            : $"{root} holds no machine: neither sys/devices/system/cpu nor proc/stat in it names a CPU.");
}
