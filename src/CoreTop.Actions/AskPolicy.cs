using System.Globalization;
using CoreTop.Actions.Storage;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>
/// Decides whether the user is asked before something is done, for every kind of change and for undo. It remembers what was
/// agreed to in this run. Belongs to one thread.
/// </summary>
public sealed class AskPolicy
{
    /// <summary>A change of affinity that reaches more tasks than this is asked about.</summary>
    internal const int MostTasksUnasked = 50;

    private readonly HashSet<string> _agreedOneWay = [];
    private readonly HashSet<string> _agreedUsers = [];
    private string? _agreedProblem;

    /// <summary>
    /// The question to ask before something is done, without what was agreed to in this run; null when there is nothing to ask. That
    /// something cannot be taken back is asked about once for each kind of value, and that tasks are another user's once for each user.
    /// </summary>
    /// <param name="intention">What will be done.</param>
    public string? Question(Intention intention)
    {
        Intention left = intention.Value is { } value && _agreedOneWay.Contains(value) ? intention with { WhyNoWayBack = null } : intention;
        return QuestionBefore(_agreedUsers.IsSupersetOf(left.OtherUsers) ? left with { OfOthers = 0 } : left);
    }

    /// <summary>The user agreed to it.</summary>
    public void Agree(Intention intention)
    {
        if (intention is { Value: { } value, WhyNoWayBack: not null })
        {
            _agreedOneWay.Add(value);
        }

        _agreedUsers.UnionWith(intention.OtherUsers);
    }

    /// <summary>The question to ask before something is done; null when there is nothing to ask.</summary>
    /// <param name="intention">What will be done.</param>
    public static string? QuestionBefore(Intention intention)
    {
        bool isMany = intention.Kind == IntentionKind.Affinity ? intention.Tasks > MostTasksUnasked
            : intention is { AsksForSeveral: true, Processes: > 1 };
        List<string> reasons = [.. Reasons(intention)];
        return isMany || intention.Hidden > 0 || reasons.Count > 0
            ? $"{string.Join(", ", reasons.Prepend(What(intention)))}. Proceed?"
            : null;
    }

    /// <summary>The question to ask before one undo takes batches back; null when this run made them all.</summary>
    /// <param name="reach">The batches that it may come to.</param>
    /// <param name="journal">Knows which of them this run made.</param>
    /// <param name="time">The clock.</param>
    public static string? QuestionBefore(IReadOnlyList<JournalBatch> reach, ChangeJournal journal, TimeProvider time)
    {
        // What another run did, the user of this one may never have seen.
        if (reach.FirstOrDefault(batch => !journal.IsOfThisRun(batch)) is not { } batch)
        {
            return null;
        }

        DateTimeOffset made = TimeZoneInfo.ConvertTime(batch.Time, time.LocalTimeZone);
        string when = made.ToString(made.Date == time.GetLocalNow().Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"Undo \"{batch.Summary}\" of {when}, {Count.Of(batch.Changes.Length, "task")}, made by another run. Proceed?";
    }

    /// <summary>The question to ask before something is changed that cannot be written down; null when that was agreed to.</summary>
    /// <param name="problem">Why the journal cannot be written.</param>
    public string? QuestionWithoutJournal(string problem) =>
        problem == _agreedProblem ? null : "No undo will be possible after CoreTop ends. Proceed?";

    /// <summary>The user agreed to proceed although the journal cannot be written: the same problem is not asked about again.</summary>
    public void AgreeWithoutJournal(string problem) => _agreedProblem = problem;

    private static string What(Intention intention)
    {
        string what = intention.What ?? $"{intention.Verb}: {intention.Whom ?? Count.Of(intention.Tasks, "task")}";
        if (intention.Whom is null)
        {
            return what;
        }

        // All threads of a process on one CPU are a pile-up, when they run: that must be meant.
        string threads = intention.IsCrowding ? $", all {intention.Tasks} threads, those of a process on one CPU (H: one thread)"
            : intention.Kind == IntentionKind.Affinity && intention.Tasks > MostTasksUnasked ? $", {intention.Tasks} threads"
            : string.Empty;
        return $"{what}{threads}";
    }

    private static IEnumerable<string> Reasons(Intention intention)
    {
        bool mayBeOfOthers = intention.Kind == IntentionKind.Task && intention.Processes == 1;
        if (intention.OfOthers > 0 && !mayBeOfOthers)
        {
            yield return OfOthers(intention);
        }

        if (intention.WholeProcess is { } process)
        {
            yield return $"the whole process {process}, not only a thread";
        }

        if (intention.HasFirstProcess)
        {
            yield return "everything else depends on PID 1";
        }

        if (intention.HasThisProgram)
        {
            yield return "this is CoreTop itself";
        }
        else if (intention.RunsUnder is { } shell)
        {
            yield return $"CoreTop runs under {shell}";
        }

        if (intention.Warning is { } warning)
        {
            yield return warning;
        }

        if (intention.WhyNoWayBack is { } why)
        {
            yield return $"you could not undo that: {why}";
        }
    }

    private static string OfOthers(Intention intention)
    {
        int all = intention.Kind == IntentionKind.Affinity ? intention.Tasks : intention.Processes;
        string users = string.Join(" and ", intention.OtherUsers);
        return intention.OfOthers < all ? $"{intention.OfOthers} of {users}"
            : intention.Processes == 1 && intention.Whom is not null ? $"which belongs to {users}"
            : $"which belong to {users}";
    }
}
