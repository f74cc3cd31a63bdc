using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Judging.Rules;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis;

/// <summary>Says what is wrong with the machine; the planner is passed in.</summary>
internal static class Judge
{
    /// <summary>A refresh shorter than this says next to nothing about shares; clock ticks are 10 ms.</summary>
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(50);

    /// <summary>A refresh longer than this many times the delay, and than this many windows, means that the virtual machine was stopped or the like. A machine that is merely slow is diagnosed.</summary>
    private const double LongestWindows = 1.5;

    // Every rule, and what adds its findings at one refresh.
    private static readonly ImmutableArray<(DiagnosisRule Rule, Action<Situation, List<Finding>> Find)> All =
    [
        (PileUpRule.Rule, PileUpRule.Find),
        (UnbalancedDomainRule.Rule, UnbalancedDomainRule.Find),
        (QuotaThrottledRule.Rule, QuotaThrottledRule.Find),
        (RealTimeHogRule.Rule, RealTimeHogRule.Find),
        (IrqLoadRule.Rule, IrqLoadRule.Find),
        (StealRule.Rule, StealRule.Find),
        (SmtSharingRule.Rule, SmtSharingRule.Find),
        (NumaRemoteRule.Rule, NumaRemoteRule.Find),
        (OversubscribedRule.Rule, OversubscribedRule.Find),
        (SingleThreadBoundRule.Rule, SingleThreadBoundRule.Find),
        (CpusetLimitRule.Rule, CpusetLimitRule.Find),
        (IoBoundRule.Rule, IoBoundRule.Find),
        (LatentPileUpRule.Rule, LatentPileUpRule.Find),
        (MaskResetRule.Rule, MaskResetRule.Find),
        (SqueezedRule.Rule, SqueezedRule.Find),
        (IsolatedRule.Rule, IsolatedRule.Find),
        (SlowCoresRule.Rule, SlowCoresRule.Find),
        (CpuNumbersRule.Rule, CpuNumbersRule.Find),
    ];

    /// <summary>Every rule. Where findings cost the same, that of the earlier rule comes first.</summary>
    public static ImmutableArray<DiagnosisRule> Rules { get; } = [.. All.Select(static each => each.Rule)];

    /// <summary>The diagnosis at <paramref name="snapshot"/>, and what to remember for the next one.</summary>
    /// <param name="state">What the last diagnosis left; <see cref="DiagnosisState.Start"/> at first.</param>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">What else is known.</param>
    /// <param name="commands">The commands of the plan that would fix it; made only when they are looked at.</param>
    public static (DiagnosisState State, Diagnosis Diagnosis) Next(
        DiagnosisState state, Snapshot snapshot, DiagnosisOptions options, Func<Situation, ImmutableArray<PlannedCommand>> commands)
    {
        bool isTooLong = options.Delay is { } delay && !options.IsOneShot
            && snapshot.Interval > LongestWindows * (delay > WatchWindow.Length ? delay : WatchWindow.Length);
        if (snapshot.Interval < ShortestWindow || isTooLong)
        {
            return (state, state.Last);
        }

        if (!snapshot.AreCpusKnown || (state.Watch is { } before && !before.Online.Equals(snapshot.Topology.Online)))
        {
            return (DiagnosisState.Start, Diagnosis.Nothing);
        }

        CpuSet? within = options.Bounds is { } bounds && bounds.Cpus.Overlaps(snapshot.Topology.Online) ? bounds.Cpus : null;
        MachineWatch watch = NextWatch.After(state.Watch, snapshot, new WatchOptions(options.IsOneShot, options.OwnPid) { Within = within });
        ImmutableArray<FindingTrack> known = Equals(state.Watch?.Within, within) ? state.Tracks : [];
        var situation = new Situation(snapshot, options, watch, known, commands);
        var found = new List<Finding>();
        foreach ((_, Action<Situation, List<Finding>> find) in All)
        {
            find(situation, found);
        }

        if (within is not null)
        {
            found.RemoveAll(finding => !IsInside(finding, within));
        }

        ImmutableArray<FindingTrack> tracks = Track(known, found, situation);
        Diagnosis diagnosis = DiagnosisOf(tracks, situation);
        return (new DiagnosisState(watch, tracks, diagnosis), diagnosis);
    }

    // It is about one of those CPUs, or tasks that may run there, or the whole machine.
    private static bool IsInside(Finding finding, CpuSet within) =>
        finding.Rule == CpuNumbersRule.Rule
        || (finding.Tasks.IsEmpty ? finding.Cpus.IsEmpty || finding.Cpus.Overlaps(within)
            : finding.Tasks.Any(task => task.Affinity is null || task.Affinity.Overlaps(within)));

    private static ImmutableArray<FindingTrack> Track(
        ImmutableArray<FindingTrack> before, List<Finding> found, Situation situation)
    {
        if (before.IsEmpty && found.Count == 0)
        {
            return before;
        }

        double seconds = situation.Snapshot.Interval.TotalSeconds;
        var tracks = ImmutableArray.CreateBuilder<FindingTrack>();
        foreach (Finding finding in found)
        {
            FindingTrack? known = before.FirstOrDefault(track => track.Is(finding));
            int refreshes = (known?.Refreshes ?? 0) + 1;
            double lasted = (known?.Seconds ?? 0) + seconds;
            bool isConfirmed = situation.Options.IsOneShot || finding.Rule.Confirm == TimeSpan.Zero
                || (WatchWindow.IsFull(refreshes, lasted) && lasted >= finding.Rule.Confirm.TotalSeconds);
            tracks.Add(new FindingTrack(finding, refreshes, lasted, isConfirmed || known is { IsShown: true }, IsMissing: false));
        }

        foreach (FindingTrack track in before)
        {
            if (track.IsShown && !track.IsMissing && IsStillTrue(track.Finding, found, situation))
            {
                tracks.Add(track with { IsMissing = true });
            }
        }

        return tracks.ToImmutable();
    }

    // One refresh may lack a finding by chance; a change that is known ends it at once.
    private static bool IsStillTrue(Finding missing, List<Finding> found, Situation situation)
    {
        foreach (Finding finding in found)
        {
            if (finding.Rule == missing.Rule && (finding.Subject == missing.Subject || finding.Cpus.Overlaps(missing.Cpus)))
            {
                return false;
            }
        }

        return missing.LostTo == LossKind.None
            || missing.Tasks.All(task => situation.Watch.IsClaiming(task.Key, task.Affinity));
    }

    private static Diagnosis DiagnosisOf(ImmutableArray<FindingTrack> tracks, Situation situation)
    {
        ImmutableArray<Finding> findings =
        [
            .. tracks.Where(track => track.IsShown).Select(track => track.Finding)
                .OrderByDescending(finding => finding.Severity)
                .ThenByDescending(finding => finding.LostCores)
                .ThenBy(finding => Rules.IndexOf(finding.Rule)),
        ];
        return new Diagnosis
        {
            Findings = findings,
            LostCores = situation.Lost,
            Crowds = CrowdsOf(findings),
            Interrupted = InterruptedOf(tracks),
            Situation = situation,
        };
    }

    private static CpuSet InterruptedOf(ImmutableArray<FindingTrack> tracks)
    {
        CpuSet cpus = CpuSet.Empty;
        foreach (FindingTrack track in tracks)
        {
            if (track.Finding.Rule == IrqLoadRule.Rule)
            {
                cpus = cpus.Union(track.Finding.Cpus);
            }
        }

        return cpus;
    }

    private static ImmutableDictionary<CpuId, int> CrowdsOf(ImmutableArray<Finding> findings)
    {
        var crowds = ImmutableDictionary.CreateBuilder<CpuId, int>();
        foreach (Finding finding in findings)
        {
            if (finding.Rule == PileUpRule.Rule || finding.Rule == SqueezedRule.Rule)
            {
                int each = (finding.Tasks.Length + finding.Cpus.Count - 1) / finding.Cpus.Count;
                foreach (CpuId cpu in finding.Cpus)
                {
                    crowds[cpu] = Math.Max(each, crowds.GetValueOrDefault(cpu));
                }
            }
        }

        return crowds.ToImmutable();
    }
}
