using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
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
    private readonly IReadOnlyList<string> _readings;
    private CpuTopology _topology;
    private int _nextReading;

    // A captured machine shows its last reading to whoever looks at its files before reading samples.
    private Machine(string root, IReadOnlyList<string> readings, TimeProvider time)
    {
        _time = time;
        _readings = readings;
        Files = new KernelFiles(root);
        if (readings.Count > 0)
        {
            Files.UseProcFolder(readings[^1]);
        }

        _captured = Files.IsLive ? null : new CapturedScheduler(Files);
        Affinity = _captured is null ? new LinuxScheduler() : _captured;
        _limits = new CpusetLimits(Files, time);
        _topologies = new TopologyReader(Files);
        Evidence = new EvidenceReader(Files, Affinity, _limits);
        _samples = new SampleReader(Files, Affinity, _limits, ReadTopology, time);
        _topology = _topologies.Read() ?? throw NoMachine(root);
        Use(_topology);
    }

    /// <summary>It is the running machine; else changes are only recorded.</summary>
    public bool IsLive => Files.IsLive;

    /// <summary>Its files.</summary>
    public KernelFiles Files { get; }

    /// <summary>Reads affinities and changes them.</summary>
    public IAffinityControl Affinity { get; }

    /// <summary>Reads on request what says who confined tasks.</summary>
    public EvidenceReader Evidence { get; }

    /// <summary>Opens a machine.</summary>
    /// <param name="root">A folder that holds proc and sys, or a file made by <c>coretop capture</c>; <c>/</c> for the running machine.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="MachineException">It is not there, or holds no machine: the message is a sentence for the user.</exception>
    public static Machine Open(string root, TimeProvider time)
    {
        if (File.Exists(root))
        {
            throw NoMachine(root);
        }

        if (!Directory.Exists(root))
        {
            throw new MachineException($"There is no folder or file {root}: a captured machine is expected there.");
        }

        root = Path.GetFullPath(root);
        return new Machine(root, root == "/" ? [] : FindReadings(root), time);
    }

    /// <summary>Reads a sample; null when a captured machine has no further reading.</summary>
    public Sample? Read(SampleRequest request)
    {
        if (!IsLive)
        {
            if (_nextReading >= Math.Max(1, _readings.Count))
            {
                return null;
            }

            if (_readings.Count > 0)
            {
                Files.UseProcFolder(_readings[_nextReading]);
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
    public Machine OpenAnother() => new(Files.Root, _readings, _time);

    /// <inheritdoc/>
    public void Dispose() => Files.Dispose();

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
    private static List<string> FindReadings(string root)
    {
        var readings = new List<string>();
        while (Directory.Exists(Path.Combine(root, $"proc@{readings.Count}")))
        {
            readings.Add($"proc@{readings.Count}");
        }

        return readings;
    }

    private static MachineException NoMachine(string root) => new(
        root == "/"
            ? "This system tells of no CPU in /sys/devices/system/cpu or /proc/stat: CoreTop needs a Linux with /proc mounted."
            : $"{root} holds no machine: neither sys/devices/system/cpu nor proc/stat in it names a CPU.");
}
