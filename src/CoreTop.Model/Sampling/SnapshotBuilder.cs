using System.Runtime.InteropServices;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Tasks;

namespace CoreTop.Model.Sampling;

/// <summary>Turns samples, one after the other, into snapshots: the only place where rates are computed.</summary>
/// <remarks>Holds the previous sample; a process that did not change keeps its object from snapshot to snapshot.</remarks>
public sealed class SnapshotBuilder
{
    private readonly Dictionary<TaskKey, Known> _processes = [];
    private readonly List<TaskKey> _ended = [];
    private readonly QuotaLoads _quotas = new();
    private readonly EndedChildren _children = new();
    private Sample? _previous;
    private uint _generation;

    /// <summary>The snapshot of <paramref name="sample"/>, with rates since the sample before; the first has none.</summary>
    public Snapshot Next(Sample sample)
    {
        _generation = unchecked(_generation + 1);
        TimeSpan interval = _previous is null ? TimeSpan.Zero : sample.MonotonicTime - _previous.MonotonicTime;
        var units = new MachineUnits(
            sample.TicksPerSecond, sample.Memory?.TotalBytes ?? 0, interval, _previous?.Uptime);
        var processes = new ProcessLoad[sample.Processes.Count];
        var counts = default(TaskCounts);
        for (int i = 0; i < processes.Length; i++)
        {
            processes[i] = Next(sample.Processes[i], units);
            counts = counts.With(processes[i].State, processes[i].IsKernelThread);
        }

        ForgetEnded();
        _children.TakeOut(processes, sample.Processes, sample.TicksPerSecond);
        var snapshot = new Snapshot
        {
            Time = sample.Time,
            Interval = interval,
            Host = sample.Host,
            Topology = sample.Topology,
            Cpus = CpuLoads.Between(_previous, sample),
            Memory = sample.Memory,
            Load = sample.Load,
            Uptime = sample.Uptime,
            Tasks = counts,
            Processes = ImmutableCollectionsMarshal.AsImmutableArray(processes),
            Quotas = _quotas.Next(sample.Quotas, sample.MonotonicTime),
            CpuCgroups = sample.CpuCgroups,
            Unbalanced = sample.Unbalanced,
            BpfScheduler = sample.BpfScheduler,
            Meters = MeterLoad.Between(_previous?.Meters, sample.Meters, interval),
            Runnable = RunnableLooks.Mean(_previous?.Runnable, sample.Runnable),
            StrangeCpus = Strange(sample),
            AreTasksHidden = sample.AreTasksHidden,
            IsPartial = sample.IsPartial,
            IsReadByBpf = sample.IsReadByBpf,
            WhyNotByBpf = sample.WhyNotByBpf,
            Problems = sample.Problems,
        };
        _previous = sample;
        return snapshot;
    }

    // CPUs that came or went while files were read look strange once.
    private CpuSet Strange(Sample sample) => _previous is null || sample.StrangeCpus.IsEmpty
        ? sample.StrangeCpus
        : sample.StrangeCpus.Intersect(_previous.StrangeCpus);

    private ProcessLoad Next(ProcessSample sample, in MachineUnits units)
    {
        ref Known known = ref CollectionsMarshal.GetValueRefOrAddDefault(_processes, sample.Key, out _)!;
        known.Load = ProcessLoads.Between(known.Sample, sample, known.Load, units);
        known.Sample = sample;
        known.Generation = _generation;
        return known.Load;
    }

    private void ForgetEnded()
    {
        foreach ((TaskKey key, Known known) in _processes)
        {
            if (known.Generation != _generation)
            {
                _ended.Add(key);
            }
        }

        _children.Clear();
        foreach (TaskKey key in _ended)
        {
            if (_processes.Remove(key, out Known known) && known.Sample is { } last)
            {
                _children.Add(last);
            }
        }

        _ended.Clear();
    }

    private struct Known
    {
        public ProcessSample? Sample;
        public ProcessLoad? Load;
        public uint Generation;
    }
}
