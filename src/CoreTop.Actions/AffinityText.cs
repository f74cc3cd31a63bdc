using System.Globalization;
using System.Text;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>The sentences that say what became of changes.</summary>
internal static class AffinityText
{
    /// <summary>A comm without what would disturb a terminal.</summary>
    public static string Name(string comm)
    {
        var text = new StringBuilder(comm.Length);
        foreach (Rune rune in comm.EnumerateRunes())
        {
            bool isShown = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            text.Append(isShown ? rune : Rune.ReplacementChar);
        }

        return text.ToString();
    }

    /// <summary><c>CPU 3</c>, <c>CPUs 0-3</c> or <c>no CPU</c>.</summary>
    public static string Cpus(CpuSet cpus) => cpus.Count switch
    {
        0 => "no CPU",
        1 => $"CPU {cpus}",
        _ => $"CPUs {cpus}",
    };

    /// <summary>A task for people: its comm and number.</summary>
    public static string Task(string name, int tid) => $"{Name(name)} {tid}";

    /// <summary>Why a task was refused, and what would help.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="errno">The kernel's errno; 0 when it was not asked.</param>
    /// <param name="wanted">What was to be written; null to release.</param>
    /// <param name="limit">The CPUs allowed to it; null when unknown.</param>
    public static string Why(AffinityResult result, int errno, CpuSet? wanted, CpuSet? limit) => result switch
    {
        AffinityResult.NoUsableCpu when wanted is not null && limit is not null && !wanted.Overlaps(limit) =>
            $"{Cpus(wanted)} {(wanted.Count == 1 ? "is" : "are")} offline or outside its cpuset, which allows {Cpus(limit)}",
        AffinityResult.Failed => $"{result.Reason()} (errno {errno.ToString(CultureInfo.InvariantCulture)})",
        _ => result.Reason(),
    };

    /// <summary>What became of one request.</summary>
    public static string Outcome(AffinityOutcome outcome)
    {
        AffinityRequest request = outcome.Request;
        string who = Task(request.Name, request.Task.Tid);
        if (outcome.Changes.IsEmpty && outcome.Unchanged == 0)
        {
            return outcome.Refusals.Length switch
            {
                0 => $"{who}: has ended.",
                1 => $"{who}: {outcome.Refusals[0].Why}.",
                _ => $"{who}: none of {outcome.Refusals.Length} threads changed: {outcome.Refusals[0].Why}.",
            };
        }

        var text = new StringBuilder($"{who}: ");
        text.Append(outcome.Changes.IsEmpty ? Same(outcome) : Changed(outcome));
        if (Missing(outcome) is { } missing)
        {
            text.Append(CultureInfo.InvariantCulture, $", without {Cpus(missing)}: offline or outside its cpuset");
        }

        if (!outcome.Refusals.IsEmpty)
        {
            string threads = Count(outcome.Refusals.Length, "thread");
            text.Append(CultureInfo.InvariantCulture, $"; {threads} left alone: {outcome.Refusals[0].Why}");
        }

        if (!outcome.IsSettled)
        {
            text.Append("; some may differ still: threads are born, or set anew by somebody, all the while");
        }

        if (outcome.IsRecorded)
        {
            text.Append(" (only recorded: this is not the running machine)");
        }

        return text.Append('.').ToString();
    }

    /// <summary>What became of a batch.</summary>
    public static string Batch(BatchOutcome batch)
    {
        var parts = new List<string>();
        if (batch.Outcomes.Length == 1)
        {
            parts.Add(batch.Outcomes[0].Sentence);
        }
        else if (batch.Outcomes.Length > 1)
        {
            var text = new StringBuilder($"{Count(batch.Changed, "task")} changed");
            if (batch.Unchanged > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $", {batch.Unchanged} had it already");
            }

            if (batch.Outcomes.SelectMany(outcome => outcome.Refusals).FirstOrDefault() is { } first)
            {
                text.Append(CultureInfo.InvariantCulture, $", {batch.Refused} not: {Task(first.Name, first.Task.Tid)}: {first.Why}");
            }

            bool isRecorded = batch.Outcomes.Any(outcome => outcome.IsRecorded);
            parts.Add(text.Append(isRecorded ? " (only recorded: this is not the running machine)." : ".").ToString());
        }

        if (batch.JournalProblem is not null)
        {
            parts.Add($"{(batch.Changed == 0 ? "Nothing changed" : "Stopped there")}: {batch.JournalProblem}");
        }

        return parts.Count == 0 ? "Nothing to change." : string.Join(' ', parts);
    }

    /// <summary>What became of an undo.</summary>
    /// <param name="outcome">With any sentence.</param>
    /// <param name="journalProblem">Why it could not be written down; null when it was.</param>
    public static string Undo(UndoOutcome outcome, string? journalProblem)
    {
        int restored = outcome.Restored.Length;
        var text = new StringBuilder($"Undid \"{Name(outcome.Batch.Summary)}\": ");
        if (restored == 1)
        {
            AffinityChange only = outcome.Restored[0];
            text.Append(CultureInfo.InvariantCulture, $"{Task(only.Name, only.Task.Tid)} has {After(only)} again");
        }
        else
        {
            text.Append(restored == 0 ? "no task changed" : $"{restored} tasks have their former CPUs again");
        }

        if (outcome.Trimmed > 0)
        {
            string fewer = outcome.Trimmed == restored ? "but fewer" : $"{outcome.Trimmed} of them fewer";
            text.Append(CultureInfo.InvariantCulture, $", {fewer}: the others are offline or outside its cpuset now");
        }

        int ended = outcome.Skipped.Count(skip => skip.Why == AffinityResult.TaskGone.Reason());
        if (ended > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {Count(ended, "task")} ended meanwhile");
        }

        if (outcome.Skipped.FirstOrDefault(skip => skip.Why != AffinityResult.TaskGone.Reason()) is { } first)
        {
            string who = Task(first.Change.Name, first.Change.Task.Tid);
            text.Append(CultureInfo.InvariantCulture, $", {outcome.Skipped.Length - ended} left alone: {who} {first.Why}");
        }

        text.Append(outcome.Batch.IsRecorded ? " (only recorded: this is not the running machine)." : ".");
        return journalProblem is null ? text.ToString() : $"{text} {journalProblem}";
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Before(AffinityChange change) => change.WasUnrestricted ? "all CPUs" : Cpus(change.From);

    private static string After(AffinityChange restored) => restored.WasUnrestricted ? "all CPUs" : Cpus(restored.To);

    private static string Same(AffinityOutcome outcome)
    {
        string cpus = IsRelease(outcome.Request) ? "all CPUs it may use" : Cpus(outcome.ReadBack ?? CpuSet.Empty);
        return outcome.Unchanged == 1 ? $"has {cpus} already" : $"all {outcome.Unchanged} threads have {cpus} already";
    }

    private static string Changed(AffinityOutcome outcome)
    {
        AffinityChange first = outcome.Changes[0];
        CpuSet from = first.From, to = first.To;
        bool areAlike = true;
        foreach (AffinityChange change in outcome.Changes)
        {
            areAlike &= change.From.Equals(first.From);
            from = from.Union(change.From);
            to = to.Union(change.To);
        }

        string before = areAlike ? Before(first) : $"different ones of {Cpus(from)}";
        string after = IsRelease(outcome.Request) ? $"all CPUs it may use ({to})" : Cpus(to);
        string verb = IsRelease(outcome.Request) ? "released"
            : !from.Overlaps(to) ? "moved"
            : to.IsSubsetOf(from) ? "narrowed"
            : from.IsSubsetOf(to) ? "widened"
            : "changed";
        int all = outcome.Changes.Length + outcome.Unchanged + outcome.Refusals.Length;
        string threads = all == 1 ? string.Empty : $"{Count(outcome.Changes.Length, "thread")} ";
        string others = outcome.Unchanged > 0 ? $", {outcome.Unchanged} had it already" : string.Empty;
        return $"{threads}{verb} from {before} to {after}{others}";
    }

    private static bool IsRelease(AffinityRequest request) => request.Wanted is null;

    private static CpuSet? Missing(AffinityOutcome outcome)
    {
        if (outcome.Request.Wanted is not { } wanted || outcome.ReadBack is not { } has
            || outcome.IsRecorded || !outcome.Refusals.IsEmpty)
        {
            return null;
        }

        CpuSet missing = wanted.Except(has);
        return missing.IsEmpty ? null : missing;
    }
}
