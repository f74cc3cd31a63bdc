using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>Says what became of one request.</summary>
internal static class OutcomeText
{
    private const int MostNumbers = 3;

    /// <summary>One sentence.</summary>
    /// <param name="outcome">With any sentence.</param>
    public static string Of(AffinityOutcome outcome)
    {
        AffinityRequest request = outcome.Request;
        string who = TaskText.Task(request.Name, request.Task.Tid);
        if (outcome.Changes.IsEmpty && outcome.Unchanged == 0)
        {
            return outcome.Refusals.IsEmpty
                ? $"{who}: has ended."
                : $"{RefusalText.OfTarget(request.Name, request.Task.Tid, outcome.Refusals)}.";
        }

        var text = new StringBuilder($"{who}: ");
        text.Append(outcome.Changes.IsEmpty ? Same(outcome) : Changed(outcome));
        if (Missing(outcome) is { } missing)
        {
            text.Append(CultureInfo.InvariantCulture, $", without {Count.Cpus(missing)}: offline or outside its cpuset");
        }

        AppendRefusals(text, outcome.Refusals);

        if (outcome.WhyUnsettled is { } why)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {why}");
        }

        if (outcome.IsRecorded)
        {
            text.Append(TaskText.OnlyRecorded);
        }

        return text.Append('.').ToString();
    }

    private static void AppendRefusals(StringBuilder text, ImmutableArray<TaskRefusal> refusals)
    {
        TaskRefusal[] leftAlone = [.. refusals.Where(refusal => refusal.Result is not (ControlResult.TaskGone or ControlResult.NotInEffect))];
        TaskRefusal[] notInEffect = [.. refusals.Where(refusal => refusal.Result == ControlResult.NotInEffect)];
        if (leftAlone.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {Count.Of(leftAlone.Length, "thread")} left alone: {leftAlone[0].Why}");
        }

        if (notInEffect.Length > 0)
        {
            string which = string.Join(", ", notInEffect.Take(MostNumbers).Select(refusal => refusal.Task.Tid));
            string more = notInEffect.Length > MostNumbers ? $" and {notInEffect.Length - MostNumbers} more" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"; {Count.Of(notInEffect.Length, "thread")} ({which}{more}): {notInEffect[0].Why}");
        }

        if (refusals.Any(refusal => refusal.Result == ControlResult.TaskGone))
        {
            text.Append("; then it ended");
        }
    }

    private static string Before(AffinityChange change) => change.WasUnrestricted ? "all CPUs" : Count.Cpus(change.From);

    private static string Same(AffinityOutcome outcome)
    {
        string cpus = IsRelease(outcome.Request) ? AllCpus(outcome.Request, outcome.ReadBack ?? CpuSet.Empty) : Count.Cpus(outcome.ReadBack ?? CpuSet.Empty);
        bool areAll = outcome.Refusals.IsEmpty;
        return outcome.Unchanged > 1 ? $"{(areAll ? "all " : string.Empty)}{outcome.Unchanged} threads have {cpus} already"
            : areAll ? $"has {cpus} already"
            : $"1 thread has {cpus} already";
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

        string before = areAlike ? Before(first) : $"different ones of {Count.Cpus(from)}";
        string after = IsRelease(outcome.Request) ? $"{AllCpus(outcome.Request, to)} ({to})" : Count.Cpus(to);
        string verb = IsRelease(outcome.Request) ? "released"
            : !from.Overlaps(to) ? "moved"
            : to.IsSubsetOf(from) ? "narrowed"
            : from.IsSubsetOf(to) ? "widened"
            : "changed";
        int all = outcome.Changes.Length + outcome.Unchanged
            + outcome.Refusals.Count(refusal => refusal.Result != ControlResult.TaskGone);
        string threads = all == 1 ? string.Empty : $"{Count.Of(outcome.Changes.Length, "thread")} ";
        string others = outcome.Unchanged > 0 ? $", {outcome.Unchanged} had it already" : string.Empty;
        return $"{threads}{verb} from {before} to {after}{others}";
    }

    private static string AllCpus(AffinityRequest request, CpuSet has) =>
        request.Limit is { } limit && limit.Overlaps(request.Isolated) && !has.Overlaps(request.Isolated)
            ? "all CPUs it may use except isolated ones"
            : "all CPUs it may use";

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
