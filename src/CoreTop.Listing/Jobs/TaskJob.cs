using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Words;

namespace CoreTop.Listing.Jobs;

/// <summary>Processes that are looked at together: the job of a batch system, the ranks of one launcher, or one program.</summary>
/// <param name="Job">The batch system's number; null where it is not known that there is one.</param>
/// <param name="Launcher">What started them; null where that is not one process of this machine.</param>
/// <param name="Processes">The processes that do the work, by rank and PID; without those that only start others.</param>
internal sealed record TaskJob(string? Job, ProcessLoad? Launcher, ImmutableArray<ProcessLoad> Processes)
{
    /// <summary>At least one has a rank.</summary>
    public bool HasRanks { get; } = Processes.Any(static process => RankOf(process) is not null);

    /// <summary>For people: the job, the launcher with its PID, or the program.</summary>
    public string Name => Job is not null ? $"job {Job}"
        : Launcher is not null && HasRanks ? string.Create(CultureInfo.InvariantCulture, $"{SafeText.Of(Launcher.Name)} {Launcher.Pid}")
        : Processes is [{ } first, ..] ? SafeText.Of(first.Name)
        : "a job";

    /// <summary>A process's rank; null where it has none or that is not known.</summary>
    public static int? RankOf(ProcessLoad process) => process.Extras?.JobVariables?.Rank;

    /// <summary>Orders processes by job, by rank, those without one last, and by PID.</summary>
    public static int Compare(ProcessLoad left, ProcessLoad right)
    {
        int byJob = JobNumber.Compare(JobField.Of(left), JobField.Of(right));
        if (byJob != 0)
        {
            return byJob;
        }

        int byRank = (RankOf(left) ?? int.MaxValue).CompareTo(RankOf(right) ?? int.MaxValue);
        return byRank != 0 ? byRank : left.Pid.CompareTo(right.Pid);
    }
}
