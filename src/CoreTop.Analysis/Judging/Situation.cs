using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging;

/// <summary>The situation of the machine: everything that a rule may judge by.</summary>
internal sealed class Situation
{
    /// <summary>A finding that is shown stays until its measure falls below this part of the threshold for new ones.</summary>
    private const double LeaveShare = 0.8;

    /// <summary>Losses below this many cores are noise: placements change, and shares are measurements.</summary>
    private const double LeastPlacementCores = 0.5;

    private const double LeastCores = 0.1;

    private readonly ImmutableArray<FindingTrack> _tracks;
    private readonly Func<Situation, ImmutableArray<PlannedCommand>> _planner;
    private ImmutableArray<PlannedCommand> _commands;
    private ProcessTree? _processes;

    /// <summary>Computes it.</summary>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">What else is known.</param>
    /// <param name="watch">What is known of its tasks and CPUs.</param>
    /// <param name="tracks">The findings of the last refresh.</param>
    /// <param name="planner">Makes the plan that would fix it, once its commands are looked at.</param>
    public Situation(
        Snapshot snapshot,
        DiagnosisOptions options,
        MachineWatch watch,
        ImmutableArray<FindingTrack> tracks,
        Func<Situation, ImmutableArray<PlannedCommand>> planner)
    {
        _planner = planner;
        Snapshot = snapshot;
        Options = options;
        Watch = watch;
        _tracks = tracks;
        Shares = FourShares.Of(watch, snapshot);
        Collisions = CollisionFinder.Find(Shares, watch);
        Slots = SlotMatch.Of(watch);
        Lost = LostOf(Shares, Collisions, watch);
        Unbalanced = snapshot.Topology.Isolated.Union(snapshot.Unbalanced);
        Quiet = CpuWatch.Where(watch.Cpus, static cpu => cpu.IsQuiet);
        Idle = watch.Where(static cpu => cpu.IsQuiet).Except(Unbalanced);
        Hungry = watch.Within is null ? watch.Hungry : [.. watch.Hungry.Where(watch.IsInside)];
    }

    /// <summary>The machine now.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>What else is known.</summary>
    public DiagnosisOptions Options { get; }

    /// <summary>What is known of its tasks and CPUs over the window.</summary>
    public MachineWatch Watch { get; }

    /// <summary>What every claimant gets, and what its fair share would be.</summary>
    public FourShares Shares { get; }

    /// <summary>The claimants whose masks give them less than their fair share.</summary>
    public ImmutableArray<Collision> Collisions { get; }

    /// <summary>Which hungry tasks find a CPU of their own.</summary>
    public SlotMatch Slots { get; }

    /// <summary>What the whole machine loses, and why.</summary>
    public LostCores Lost { get; }

    /// <summary>CPUs between which the kernel moves no tasks.</summary>
    public CpuSet Unbalanced { get; }

    /// <summary>CPUs with next to nothing to do.</summary>
    public CpuSet Quiet { get; }

    /// <summary>The hungry tasks that can run nowhere but on the CPUs that are looked at.</summary>
    public List<WatchedTask> Hungry { get; }

    /// <summary>The idle CPUs, of those that are looked at, that any task may be given: without those kept out of load balancing, which are idle by design.</summary>
    public CpuSet Idle { get; }

    /// <summary>The commands of the plan with default options.</summary>
    public ImmutableArray<PlannedCommand> Commands
    {
        get
        {
            if (_commands.IsDefault)
            {
                _commands = _planner(this);
            }

            return _commands;
        }
    }

    private static LostCores LostOf(FourShares shares, ImmutableArray<Collision> collisions, MachineWatch watch)
    {
        double affinity = collisions.Sum(static each => each.Lost);

        // Placement includes ordinary queueing: it is a loss only for tasks that compute all the time.
        double placement = shares.Claimants
            .Where(each => each.Task is { WantsWhole: true, IsRealTime: false, Task.IsKernelThread: false } task
                && (watch.Within is null || task.Reach.Allowed.Overlaps(watch.Within)))
            .Sum(static each => each.ByMasks - each.Now);
        bool isRoom = !watch.Where(static cpu => cpu.IsQuiet).IsEmpty;
        return new LostCores(
            AtLeast(LeastCores, affinity),
            AtLeast(LeastPlacementCores, isRoom ? placement : 0),
            AtLeast(LeastPlacementCores, shares.ByMachine - shares.ByLimitsWithoutQuotas));
    }

    private static double AtLeast(double least, double cores) => cores >= least ? cores : 0;

    /// <summary>The threshold for a rule's finding: lower while it is shown, so that it does not flicker.</summary>
    public double Level(DiagnosisRule rule, double enter) => Level(rule.Name, enter);

    /// <inheritdoc cref="Level(DiagnosisRule, double)"/>
    public double Level(string rule, double enter)
    {
        foreach (FindingTrack track in _tracks)
        {
            if (track.IsShown && track.Finding.Rule.Name == rule)
            {
                return enter * LeaveShare;
            }
        }

        return enter;
    }

    /// <summary>Its processes, and which started which.</summary>
    public ProcessTree Processes => _processes ??= new ProcessTree(Snapshot);

    /// <summary>What is known of a CPU.</summary>
    public CpuWatch Cpu(CpuId cpu) => cpu.Number < Watch.Cpus.Length ? Watch.Cpus[cpu.Number] : default;
}
