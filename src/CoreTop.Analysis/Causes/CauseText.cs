using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Causes;

/// <summary>Parts of the sentences about causes.</summary>
internal static class CauseText
{
    /// <summary><c>CPU 35</c> or <c>CPUs 0-3,8</c>.</summary>
    public static string Cpus(CpuSet cpus) => cpus.Count == 1 ? $"CPU {cpus}" : $"CPUs {cpus}";

    /// <summary>is or are.</summary>
    public static string Are(CpuSet cpus) => cpus.Count == 1 ? "is" : "are";

    /// <summary><c>bash 4711</c>.</summary>
    public static string Name(ProcessEvidence process) => $"{Printable(process.Name)} {process.Key.Tid}";

    /// <summary>A name that can be shown: what is not printable becomes a question mark.</summary>
    public static string Printable(string name) =>
        name.All(static character => !char.IsControl(character))
            ? name
            : string.Concat(name.Select(static character => char.IsControl(character) ? '?' : character));
}
