using System.Collections.Immutable;
using CoreTop.Analysis.Planning;
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

    private readonly ImmutableArray<FindingTrack> _tracks;
    private RebalancePlan? _plan;

    /// <summary>Gathers it.</summary>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">What else there is to know.</param>
    /// <param name="watch">What is known of its tasks and CPUs.</param>
    /// <param name="tracks">The findings of the refresh before.</param>
    public Evidence(
        Snapshot snapshot, DiagnosisOptions options, MachineWatch watch, ImmutableArray<FindingTrack> tracks)
    {
        Snapshot = snapshot;
        Options = options;
        Watch = watch;
        _tracks = tracks;
        Fit = Fit.Of(watch);
        Unbalanced = snapshot.Topology.Isolated.Union(snapshot.Unbalanced);
        Quiet = Fit.CpusWhere(watch.Cpus, static cpu => cpu.IsQuiet);
        Idle = Quiet.Except(Unbalanced);
    }

    /// <summary>The machine now.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>What else there is to know.</summary>
    public DiagnosisOptions Options { get; }

    /// <summary>What is known of its tasks and CPUs over the window.</summary>
    public MachineWatch Watch { get; }

    /// <summary>How its hungry tasks fit its CPUs.</summary>
    public Fit Fit { get; }

    /// <summary>CPUs over which the kernel moves no task.</summary>
    public CpuSet Unbalanced { get; }

    /// <summary>CPUs with next to nothing to do.</summary>
    public CpuSet Quiet { get; }

    /// <summary>Those of them that any task may be given: not the ones kept out of load balancing, which idle by design.</summary>
    public CpuSet Idle { get; }

    /// <summary>What the planner would do by default.</summary>
    public RebalancePlan Plan => _plan ??= RebalancePlanner.Plan(this, RebalanceOptions.Default);

    /// <summary>The level at which a rule's finding is: lower while it is shown, so that it does not flicker.</summary>
    public double Level(DiagnosisRule rule, double enter)
    {
        foreach (FindingTrack track in _tracks)
        {
            if (track.IsShown && track.Finding.Rule == rule.Name)
            {
                return enter * LeaveShare;
            }
        }

        return enter;
    }

    /// <summary>What is known of a CPU.</summary>
    public CpuWatch Cpu(CpuId cpu) => cpu.Number < Watch.Cpus.Length ? Watch.Cpus[cpu.Number] : default;
}
