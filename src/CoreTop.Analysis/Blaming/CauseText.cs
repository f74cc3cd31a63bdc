using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming;

/// <summary>Parts of the sentences about causes.</summary>
internal static class CauseText
{
    private const int LongestValue = 32;

    /// <summary>is or are.</summary>
    public static string Are(CpuSet cpus) => Count.Are(cpus.Count);

    /// <summary><c>CPU 35</c> or <c>CPUs 0-3,8</c>.</summary>
    public static string Cpus(CpuSet cpus) => Count.Cpus(cpus);

    /// <summary><c>bash 4711</c>.</summary>
    public static string Name(ProcessEvidence process) => $"{SafeText.Of(process.Name)} {process.Key.Tid}";

    /// <summary><c>OMP_PROC_BIND=close</c>, a long value cut.</summary>
    public static string Setting(EnvironmentVariable variable) => variable.Value.Length <= LongestValue
        ? $"{variable.Name}={variable.Value}"
        : $"{variable.Name}={variable.Value[..LongestValue]}…";
}
