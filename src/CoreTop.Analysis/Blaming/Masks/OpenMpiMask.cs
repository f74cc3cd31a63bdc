using System.Globalization;
using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>Open MPI's mpirun, which binds each rank unless that is turned off.</summary>
internal static class OpenMpiMask
{
    private const int MostOnCores = 2;

    public static Cause? Find(MaskOrigin origin)
    {
        // It binds whole processes, so it did not give a single thread a mask of its own.
        ProcessEvidence process = origin.Process;
        if (origin.IsThreadsOwn || !process.HasVariable("OMPI_COMM_WORLD_"))
        {
            return null;
        }

        // Version 4 says whether it bound; in version 5 that is the runtime's (PRRTE), which does not say.
        bool isBound = process.Environment.Any(static variable =>
            variable.Name.EndsWith("_bound_at_launch", StringComparison.Ordinal) && variable.Value == "1");
        string? policy = LauncherCommand.Option(origin, "--bind-to", "-bind-to") ?? process.Find("OMPI_MCA_hwloc_base_binding_policy");
        if ((!isBound && (IsToldNotTo(process) || policy == "none" || process.HasVariable("OMPI_MCA_orte_")))
            || !LauncherUnits.CanGive(policy, origin.Affinity, origin))
        {
            return null;
        }

        // mpirun does not give a core to two of its ranks, so somebody has moved one since.
        bool isSure = isBound && IsUsual(origin, policy) && !(LauncherUnits.IsOfOneCore(origin) && Fellows.HaveSame(origin));
        return new Cause(
            CauseKind.Launcher,
            isSure ? CauseConfidence.High : CauseConfidence.Medium,
            isSure ? "set by mpirun, which binds each rank" : "likely set by mpirun, which binds each rank",
            isBound
                ? $"{CauseText.Name(process)} was started by Open MPI's mpirun, which bound it at its launch."
                : $"{CauseText.Name(process)} was started by Open MPI's mpirun, which binds each rank by default.",
            process.Key.Tid,
            "Start it with mpirun --bind-to none; several mpirun on one machine all begin at its first core.")
        {
            Lines = LauncherCommand.Lines(origin, "--bind-to", "none")
                ?? ["export OMPI_MCA_hwloc_base_binding_policy=none PRTE_MCA_hwloc_default_binding_policy=none"],
        };
    }

    // By default it gives cores to one or two ranks, and larger parts to more.
    private static bool IsUsual(MaskOrigin origin, string? policy)
    {
        bool areFew = !int.TryParse(origin.Process.Find("OMPI_COMM_WORLD_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out int ranks)
            || ranks <= MostOnCores;
        return policy is not null || areFew || origin.Process.HasVariable("OMPI_MCA_rmaps_base_mapping_policy")
            || !LauncherUnits.IsOfOneCore(origin);
    }

    private static bool IsToldNotTo(ProcessEvidence process) => process.Environment.Any(static variable =>
        (variable.Name.StartsWith("OMPI_", StringComparison.Ordinal) || variable.Name.StartsWith("PRTE_", StringComparison.Ordinal))
            && variable.Name.Contains("bind", StringComparison.Ordinal) && variable.Value == "none");
}
