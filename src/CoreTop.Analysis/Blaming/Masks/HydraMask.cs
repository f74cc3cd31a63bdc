using CoreTop.Model.Causes;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>MPICH's mpiexec (Hydra), which binds ranks when it is asked to, and Intel MPI, whose library pins each rank unless that is turned off.</summary>
internal static class HydraMask
{
    private const string Proxy = "hydra_pmi_proxy";

    private static readonly string[] No = ["0", "off", "no", "false", "disable"];

    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        bool isRank = process.HasVariable("PMI_RANK") || process.HasVariable("HYDI_CONTROL_FD")
            || (origin.Parent is { } parent && Proxy.StartsWith(parent.Name, StringComparison.Ordinal) && parent.Name.Length > "hydra".Length);
        return origin.IsThreadsOwn || !isRank ? null : process.HasVariable("I_MPI_") ? OfIntel(origin) : OfMpich(origin);
    }

    private static Cause? OfMpich(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        bool isSaid = process.Find("HYDRA_USER_PROVIDED_BINDING") == "1";
        string? asked = LauncherCommand.Option(origin, "-bind-to", "--bind-to");
        if (asked == "none" || (!isSaid && asked is null) || !LauncherUnits.CanGive(asked, origin.Affinity, origin))
        {
            return null;
        }

        // mpiexec does not give a core to two of its ranks while others are free.
        isSaid = isSaid && !(LauncherUnits.IsOfOneCore(origin) && Fellows.HaveSame(origin));
        string option = asked is null ? "-bind-to" : $"-bind-to {SafeText.Of(asked)}";
        return new Cause(
            CauseKind.Launcher,
            isSaid ? CauseConfidence.High : CauseConfidence.Medium,
            isSaid ? $"set by mpiexec ({option})" : $"likely set by mpiexec ({option})",
            $"{CauseText.Name(process)} is a rank that MPICH's mpiexec (Hydra) was asked to bind.",
            process.Key.Tid,
            "Start it with mpiexec -bind-to none; several mpiexec on one machine all begin at its first core.")
        {
            Lines = LauncherCommand.Lines(origin, "-bind-to", "none") ?? ["mpiexec -bind-to none"],
        };
    }

    private static Cause? OfIntel(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        if (process.Find("I_MPI_PIN") is { } pin && No.Contains(pin, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        return new Cause(
            CauseKind.Launcher,
            CauseConfidence.Medium,
            "likely set by Intel MPI, which pins each rank",
            $"{CauseText.Name(process)} is a rank of Intel MPI, which pins each one unless I_MPI_PIN=0.",
            process.Key.Tid,
            "Set I_MPI_PIN=0 for mpirun, or give each job CPUs of its own by I_MPI_PIN_PROCESSOR_LIST.")
        {
            Lines = ["export I_MPI_PIN=0"],
        };
    }
}
