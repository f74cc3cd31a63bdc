using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>The variables by which Slurm says which CPUs it gave to a task.</summary>
/// <seealso href="https://slurm.schedmd.com/srun.html#SECTION_OUTPUT-ENVIRONMENT-VARIABLES"/>
internal static class SlurmVariables
{
    /// <summary>How many CPUs of this node the job has; null when unknown.</summary>
    public static int? Allocated(ProcessEvidence process)
    {
        // 2(x3),4 means three nodes with 2 CPUs and one with 4; nothing says which of them this node is, so only a single number is believed.
        string value = process.Find("SLURM_JOB_CPUS_PER_NODE") ?? string.Empty;
        int bracket = value.IndexOf('(', StringComparison.Ordinal);
        return int.TryParse(bracket < 0 ? value : value[..bracket], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && !value.Contains(',', StringComparison.Ordinal) ? count : null;
    }

    /// <summary>The masks of the step's tasks on this node; null when Slurm gives none, or does not say which.</summary>
    public static ImmutableArray<CpuSet>? Masks(ProcessEvidence process)
    {
        string type = process.Find("SLURM_CPU_BIND_TYPE") ?? string.Empty, list = process.Find("SLURM_CPU_BIND_LIST") ?? string.Empty;
        if ((type.Length == 0 || list.Length == 0) && process.Find("SLURM_CPU_BIND") is { } both)
        {
            int colon = both.IndexOf(':', StringComparison.Ordinal);
            (type, list) = colon < 0 ? (both, string.Empty) : (both[..colon], both[(colon + 1)..]);
        }

        bool areMasks = type.Contains("mask_cpu", StringComparison.Ordinal), areCpus = type.Contains("map_cpu", StringComparison.Ordinal);
        return list.Length == 0 || (!areMasks && !areCpus) ? null
            : [.. list.Split(',', StringSplitOptions.TrimEntries).Select(entry => areMasks ? MaskOf(entry) : CpuOf(entry)).OfType<CpuSet>()];
    }

    private static CpuSet? MaskOf(string entry) =>
        CpuMask.TryParse(entry.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? entry.AsSpan(2) : entry);

    private static CpuSet? CpuOf(string entry) =>
        int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out int cpu) && cpu <= CpuId.HighestNumber ? CpuSet.Of(cpu) : null;
}
