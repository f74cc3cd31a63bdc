using CoreTop.Analysis.Blaming;

namespace CoreTop.Cli.Documents;

/// <summary>The cause of a <see cref="FindingEntry"/>.</summary>
internal sealed record CauseEntry(string Kind, string Confidence, string Evidence, int? OriginPid, int Origins)
{
    /// <summary>Makes the entry.</summary>
    public static CauseEntry From(Cause cause) => new(
        NameOf(cause.Kind),
        cause.Confidence switch
        {
            CauseConfidence.High => "high",
            CauseConfidence.Medium => "medium",
            _ => "none",
        },
        cause.Evidence,
        cause.OriginPid,
        cause.Origins);

    private static string NameOf(CauseKind kind) => kind switch
    {
        CauseKind.Unknown => "unknown",
        CauseKind.OpenMpVariable => "openmp-variable",
        CauseKind.OpenMpAfterFork => "openmp-after-fork",
        CauseKind.OpenBlas => "openblas",
        CauseKind.Launcher => "launcher",
        CauseKind.Container => "container",
        CauseKind.Systemd => "systemd",
        CauseKind.Inherited => "inherited",
        CauseKind.Prefix => "prefix",
        CauseKind.Cpuset => "cpuset",
        CauseKind.Isolation => "isolation",
        CauseKind.Program => "program",
        CauseKind.Quota => "quota",
        CauseKind.Offline => "offline",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No name for this cause."),
    };
}
