using CoreTop.Model.Causes;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming;

/// <summary>What sets how many threads a process uses.</summary>
public static class PoolSizes
{
    private const string JavaOption = "-XX:ActiveProcessorCount=";

    private static readonly string[] Variables =
    [
        "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS", "NUMEXPR_MAX_THREADS",
        "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS", "POLARS_MAX_THREADS", "GOMAXPROCS", "JULIA_NUM_THREADS", "DOTNET_PROCESSOR_COUNT",
        "UV_THREADPOOL_SIZE",
    ];

    /// <summary>A sentence that says what is set, that nothing is set, or that it cannot be read.</summary>
    /// <param name="process">What was read of the process.</param>
    public static string Sentence(ProcessEvidence process)
    {
        List<string> set =
        [
            .. Variables.Select(name => process.Find(name) is { Length: > 0 } value ? $"{name}={value}" : null).OfType<string>(),
            .. process.Arguments.Where(static word => word.StartsWith(JavaOption, StringComparison.Ordinal)).Select(SafeText.Of),
        ];
        return set.Count switch
        {
            0 when process.Access == EvidenceAccess.Denied =>
                "How many threads it is set to use cannot be read: run as root or its user to learn more.",
            0 when process.Access == EvidenceAccess.Missing => "How many threads it is set to use is not known.",
            0 => "No variable sets how many threads it uses.",
            1 => $"{set[0]} is set.",
            _ => $"{string.Join(", ", set[..^1])} and {set[^1]} are set.",
        };
    }
}
