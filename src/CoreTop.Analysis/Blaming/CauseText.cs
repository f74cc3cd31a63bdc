using CoreTop.Analysis.Judging;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Blaming;

/// <summary>Parts of the sentences about causes.</summary>
internal static class CauseText
{
    /// <summary>is or are.</summary>
    public static string Are(CpuSet cpus) => cpus.Count == 1 ? "is" : "are";

    /// <summary><c>bash 4711</c>.</summary>
    public static string Name(ProcessEvidence process) => $"{Phrases.Printable(process.Name)} {process.Key.Tid}";
}
