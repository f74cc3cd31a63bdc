using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;

namespace CoreTop.Cli.Documents;

/// <summary>One change of a <see cref="RebalanceDocument"/>.</summary>
internal sealed record PlannedEntry(
    int Pid, int Tid, bool WholeProcess, string Command, CpuSet From, CpuSet To, string Reason, string Result)
{
    /// <summary>Makes the entry.</summary>
    /// <param name="change">The change.</param>
    /// <param name="result">What became of it.</param>
    public static PlannedEntry Of(PlannedChange change, string result) => new(
        change.Pid,
        change.Tid,
        change.IsWholeProcess,
        change.Name,
        change.From,
        change.Granted,
        change.Reason,
        result);
}
