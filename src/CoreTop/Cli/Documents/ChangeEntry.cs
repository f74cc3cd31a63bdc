using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;

namespace CoreTop.Cli.Documents;

/// <summary>One changed task of a <see cref="ChangeDocument"/>.</summary>
internal sealed record ChangeEntry(int Pid, int Tid, string Command, CpuSet From, CpuSet To, string Result)
{
    /// <summary>Makes the entry.</summary>
    /// <param name="change">The change.</param>
    /// <param name="isRecorded">The machine was only looked at.</param>
    public static ChangeEntry Of(AffinityChange change, bool isRecorded) => new(
        change.Pid, change.Task.Tid, change.Name, change.From, change.To, isRecorded ? "recorded" : "applied");
}
