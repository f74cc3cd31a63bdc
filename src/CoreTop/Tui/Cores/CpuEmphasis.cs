using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Cores;

/// <summary>Which CPUs stand out from the others, and how: by sign and by colour.</summary>
/// <param name="Cursor">The CPU under the cursor; null while the panel has no keyboard.</param>
/// <param name="Picked">CPUs picked with Space.</param>
/// <param name="Allowed">CPUs that the selected task may use; null when it may use all, or when that is not known.</param>
/// <param name="Concerned">CPUs that the finding on the screen is about.</param>
/// <param name="Free">CPUs that are idle meanwhile, by that finding.</param>
/// <param name="Diagnosis">What is wrong, for the crowds.</param>
internal readonly record struct CpuEmphasis(
    CpuId? Cursor, CpuSet Picked, CpuSet? Allowed, CpuSet Concerned, CpuSet Free, Diagnosis Diagnosis)
{
    private const int Few = 8;

    /// <summary>The selected task may use many CPUs: their signs alone say so, as the finding must stand out more.</summary>
    public bool IsAllowedWide { get; private init; }

    /// <summary>The finding is a warning; what is only worth noting is in calmer colours.</summary>
    public bool IsWarning { get; private init; }

    /// <summary>The emphasis of what is shown.</summary>
    /// <param name="snapshot">The machine.</param>
    /// <param name="diagnosis">What is wrong with it.</param>
    /// <param name="finding">The finding on the screen; null for none.</param>
    /// <param name="cursor">The CPU under the cursor; null for none.</param>
    /// <param name="picked">CPUs picked with Space.</param>
    /// <param name="affinity">The selected task's; null for none.</param>
    public static CpuEmphasis Of(Snapshot snapshot, Diagnosis diagnosis, Finding? finding, CpuId? cursor, CpuSet picked, CpuSet? affinity)
    {
        CpuSet online = snapshot.Topology.Online;
        bool isWarning = finding?.Severity == FindingSeverity.Warning;
        return new CpuEmphasis(
            cursor,
            picked,
            affinity is not null && !online.IsSubsetOf(affinity) ? affinity : null,
            finding is not null && !online.IsSubsetOf(finding.Cpus) ? finding.Cpus : CpuSet.Empty,
            isWarning && !online.IsSubsetOf(finding!.IdleCpus) ? finding.IdleCpus : CpuSet.Empty,
            diagnosis)
        {
            IsWarning = isWarning,
            IsAllowedWide = affinity is not null && affinity.Count > Math.Max(Few, online.Count / Few),
        };
    }

    /// <summary>The cursor is on one of its CPUs.</summary>
    public bool IsUnderCursor(CoreItem item) => Cursor is { } cursor && item.Cpus.Contains(cursor);

    /// <summary>One of its CPUs was picked.</summary>
    public bool IsPicked(CoreItem item) => item.Cpus.Overlaps(Picked);

    /// <summary>The selected task may run on one of its CPUs, and not on all there are.</summary>
    public bool IsAllowed(CoreItem item) => Allowed?.Overlaps(item.Cpus) == true;

    /// <summary>The finding is about one of its CPUs.</summary>
    public bool IsConcerned(CoreItem item) => Concerned.Overlaps(item.Cpus);

    /// <summary>All its CPUs are idle by the finding.</summary>
    public bool IsFree(CoreItem item) => !Free.IsEmpty && item.Cpus.IsSubsetOf(Free);

    /// <summary>The tasks confined to the most crowded of its CPUs; 0 where none is crowded.</summary>
    public int Crowd(CoreItem item)
    {
        int most = 0;
        if (!Diagnosis.Crowds.IsEmpty && !item.IsSum)
        {
            foreach (CpuId cpu in item.Cpus)
            {
                most = Math.Max(most, Diagnosis.Crowds.GetValueOrDefault(cpu));
            }
        }

        return most;
    }

    /// <summary>The selected task may use all CPUs of a node or cache, and more than a few.</summary>
    public bool IsAllowedWhole(CoreGroup group) => IsAllowedWide && Allowed is not null && group.Cpus.IsSubsetOf(Allowed);

    /// <summary>How its label looks.</summary>
    /// <param name="item">The item.</param>
    /// <param name="crowd">Its crowd.</param>
    public Ink Label(CoreItem item, int crowd) =>
        IsUnderCursor(item) ? Ink.Cursor
        : IsPicked(item) ? Ink.Picked
        : IsAllowed(item) && !IsAllowedWide ? Ink.LabelMarked
        : (IsConcerned(item) && IsWarning) || crowd > 0 ? Ink.FindingCpu
        : Ink.Label;

    /// <summary>The signs behind its label: what it is to the user or to the selected task, and what is said of the CPU.</summary>
    /// <param name="item">The item.</param>
    /// <param name="crowd">Its crowd.</param>
    public CpuSigns Signs(CoreItem item, int crowd)
    {
        char chosen = IsPicked(item) ? CoreSigns.Picked : IsAllowed(item) ? CoreSigns.Allowed : ' ';
        (char state, Ink ink) =
            item.IsSum ? (' ', Ink.Normal)
            : IsConcerned(item) || crowd > 0 ? (CoreSigns.Concerned, IsWarning || crowd > 0 ? Ink.Crowded : Ink.Notice)
            : IsFree(item) ? (CoreSigns.Free, Ink.Good)
            : (item.Sign, Ink.Notice);
        return new CpuSigns(chosen, state, ink);
    }
}
