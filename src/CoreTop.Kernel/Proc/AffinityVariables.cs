namespace CoreTop.Kernel.Proc;

/// <summary>Which variables of an environment have to do with affinity or with how many threads a program starts: the one table.</summary>
internal static class AffinityVariables
{
    // What bash, zsh and ksh set to the program they start: who began under one of these has its mask from there.
    private const string Started = "_";

    private static readonly string[] Prefixes = ["taskset", "numactl", "hwloc-bind", "likwid-pin"];

    private static readonly string[] OfRuntimes =
        ["OMP_", "GOMP_", "KMP_", "OPENBLAS_", "GOTO_", "GOTOBLAS_", "MKL_", "BLIS_", "RAYON_", "NUMEXPR_", "NUMBA_NUM_THREADS", "I_MPI_PIN"];

    // Launchers also hand over addresses and keys: of theirs only what is about binding is kept.
    private static readonly string[] OfLaunchers =
        ["OMPI_", "PMIX_", "HYDRA_", "HYDI_", "PMI_", "I_MPI_", "TORCHELASTIC_", "SLURM_CPU_BIND"];

    private static readonly string[] Exact =
    [
        "GOMAXPROCS", "JULIA_NUM_THREADS", "POLARS_MAX_THREADS", "DOTNET_PROCESSOR_COUNT", "UV_THREADPOOL_SIZE",
        "SLURM_JOB_ID", "SLURM_JOB_CPUS_PER_NODE", "SLURM_CPUS_PER_TASK",
    ];

    /// <summary>A variable is kept.</summary>
    /// <param name="name">Its name.</param>
    public static bool IsKept(string name) => name == Started || IsWithValue(name) || Begins(name, OfLaunchers);

    /// <summary>What is kept of its value: all, nothing, or null for a variable that says nothing with such a value.</summary>
    /// <param name="name">The name of a variable that is kept.</param>
    /// <param name="value">Its value.</param>
    public static string? KeptOf(string name, string value)
    {
        if (name == Started)
        {
            string program = value[(value.LastIndexOf('/') + 1)..];
            return Prefixes.Contains(program) ? program : null;
        }

        return IsWithValue(name) ? value : string.Empty;
    }

    private static bool IsWithValue(string name) =>
        Exact.Contains(name) || Begins(name, OfRuntimes)
            || (Begins(name, OfLaunchers)
                && (name.Contains("bind", StringComparison.OrdinalIgnoreCase) || name.Contains("bound", StringComparison.Ordinal)
                    || name.StartsWith("OMPI_COMM_WORLD_", StringComparison.Ordinal)));

    private static bool Begins(string name, string[] starts) => starts.Any(start => name.StartsWith(start, StringComparison.Ordinal));
}
