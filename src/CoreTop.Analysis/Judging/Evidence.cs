using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging;

/// <summary>All that a rule may judge by.</summary>
internal sealed class Evidence
{
    /// <summary>A shown finding stays until its measure falls below this part of what made it appear.</summary>
    private const double LeaveShare = 0.8;

    /// <summary>Losses below this many cores are noise: a placement passes, and shares are measured.</summary>
    private const double LeastPlacementCores = 0.5;

    private const double LeastCores = 0.1;

    private readonly ImmutableArray<FindingTrack> _tracks;
    private readonly Func<Evidence, ImmutableArray<PlannedCommand>> _planner;
    private ImmutableArray<PlannedCommand> _commands;
    private ProcessTree? _processes;

    /// <summary>Gathers it.</summary>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">What else there is to know.</param>
    /// <param name="watch">What is known of its tasks and CPUs.</param>
    /// <param name="tracks">The findings of the refresh before.</param>
    /// <param name="planner">Makes the plan that would put it right, when somebody looks at its commands.</param>
    public Evidence(
        Snapshot snapshot,
        DiagnosisOptions options,
        MachineWatch watch,
        ImmutableArray<FindingTrack> tracks,
        Func<Evidence, ImmutableArray<PlannedCommand>> planner)
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
        Idle = Quiet.Except(Unbalanced);
    }

    /// <summary>The machine now.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>What else there is to know.</summary>
    public DiagnosisOptions Options { get; }

    /// <summary>What is known of its tasks and CPUs over the window.</summary>
    public MachineWatch Watch { get; }

    /// <summary>What everybody gets, and would get by fair shares.</summary>
    public FourShares Shares { get; }

    /// <summary>Those whose masks give them less than their fair share.</summary>
    public ImmutableArray<Collision> Collisions { get; }

    /// <summary>Which hungry tasks find a CPU of their own.</summary>
    public SlotMatch Slots { get; }

    /// <summary>What is lost on the whole machine, and to what.</summary>
    public LostCores Lost { get; }

    /// <summary>CPUs over which the kernel moves no task.</summary>
    public CpuSet Unbalanced { get; }

    /// <summary>CPUs with next to nothing to do.</summary>
    public CpuSet Quiet { get; }

    /// <summary>Those of them that any task may be given: not the ones kept out of load balancing, which idle by design.</summary>
    public CpuSet Idle { get; }

    /// <summary>The commands of what the planner would do by default.</summary>
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

        // Placement holds ordinary queueing too: only of tasks that compute all the time is it a loss.
        double placement = shares.Claimants
            .Where(static each => each.Task is { WantsWhole: true, IsRealTime: false, Task.IsKernelThread: false })
            .Sum(static each => each.ByMasks - each.Now);
        bool isRoom = watch.Cpus.Any(static cpu => cpu.IsQuiet);
        return new LostCores(
            AtLeast(LeastCores, affinity),
            AtLeast(LeastPlacementCores, isRoom ? placement : 0),
            AtLeast(LeastPlacementCores, shares.ByMachine - shares.ByLimitsWithoutQuotas));
    }

    private static double AtLeast(double least, double cores) => cores >= least ? cores : 0;

    /// <summary>The level at which a rule's finding is: lower while it is shown, so that it does not flicker.</summary>
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

    /// <summary>Its processes, and who started whom.</summary>
    public ProcessTree Processes => _processes ??= new ProcessTree(Snapshot);

    /// <summary>What is known of a CPU.</summary>
    public CpuWatch Cpu(CpuId cpu) => cpu.Number < Watch.Cpus.Length ? Watch.Cpus[cpu.Number] : default;
}
