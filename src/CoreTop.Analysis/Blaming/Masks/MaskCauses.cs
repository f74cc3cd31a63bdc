using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>Who set an affinity mask: where it first appears among the ancestors, and what is known of that process.</summary>
internal static class MaskCauses
{
    // The first that recognises the origin names the cause. What binds a process before its program begins comes before what a
    // runtime does inside it, and what says which CPUs it gives comes before what only says that it gives some.
    private static readonly Func<MaskOrigin, Cause?>[] Known =
    [
        PrefixMask.FindCommand,
        SlurmMask.Find,
        OpenMpiMask.Find,
        HydraMask.Find,
        TorchrunMask.Find,
        PrefixMask.FindStarted,
        OpenBlasMask.Find,
        OpenMpVariableMask.Find,
        OpenMpAfterForkMask.Find,
        PmixMask.Find,
        ContainerMask.Find,
        SystemdMask.Find,
        PrefixMask.FindLikely,
        InheritedMask.FindShell,
        ProgramMask.Find,
        InheritedMask.Find,
    ];

    public static Cause Find(Snapshot snapshot, ConfinedTask task, CpuSet affinity, CpuSet reachable, CauseEvidence evidence)
    {
        if (MaskOrigin.Find(snapshot, task, affinity, reachable, evidence) is not { } origin)
        {
            return new Cause(
                CauseKind.Unknown,
                CauseConfidence.None,
                "set by an unknown program",
                $"Process {task.Pid} ended before it could be looked at.",
                OriginPid: null,
                Permanent: null);
        }

        Cause? cause = null;
        foreach (Func<MaskOrigin, Cause?> find in Known)
        {
            cause ??= find(origin);
        }

        cause ??= UnknownMask.Of(origin);
        string unread = cause.Confidence == CauseConfidence.High ? string.Empty : Unread(origin.Process);
        string tail = $"{origin.InheritedSentence}{unread}";
        return cause with { Evidence = $"{cause.Evidence}{tail}", Tail = tail };
    }

    /// <summary>Nothing was read of the task's process, so that nothing is known of its mask.</summary>
    public static bool IsUnread(Cause cause) => cause is { Kind: CauseKind.Unknown, OriginPid: null };

    // A sentence, with a blank before it, that the environment of a process cannot be read; empty when it was.
    private static string Unread(ProcessEvidence process) => process.Access switch
    {
        EvidenceAccess.Read => string.Empty,
        EvidenceAccess.Denied =>
            $" The environment of {CauseText.Name(process)} cannot be read: run as root or its user to learn more.",
        _ => $" The environment of {CauseText.Name(process)} cannot be read: it has ended, or the capture does not hold it.",
    };
}
