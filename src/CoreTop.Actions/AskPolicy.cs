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
    /// something cannot be undone is asked about once for each kind of value.
    /// </summary>
    /// <param name="intention">What will be done.</param>
    /// <param name="others">How often it is asked about tasks of other users.</param>
    public string? Question(Intention intention, AskAboutOthers others)
    {
        Intention left = intention.Value is { } value && _agreedOneWay.Contains(value) ? intention with { WhyNoWayBack = null } : intention;
        return Question(left, asksAboutOthers: others switch
        {
            AskAboutOthers.Always => true,
            AskAboutOthers.Never => false,
            _ => !_agreedUsers.IsSupersetOf(left.OtherUsers),
        });
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

    /// <summary>The question to ask before something is changed that cannot be written down; null when that was agreed to.</summary>
    /// <param name="problem">Why the journal cannot be written.</param>
    public string? QuestionWithoutJournal(string problem) =>
        problem == _agreedProblem ? null : "No undo will be possible after CoreTop ends. Proceed?";

    /// <summary>The user agreed to proceed although the journal cannot be written: the same problem is not asked about again.</summary>
    public void AgreeWithoutJournal(string problem) => _agreedProblem = problem;

    private static string? Question(Intention intention, bool asksAboutOthers)
    {
        bool isMany = intention.Kind == IntentionKind.Affinity ? intention.Tasks > MostTasksUnasked
            : intention is { AsksForSeveral: true, Processes: > 1 };
        bool isOfOthers = intention.OfOthers > 0 && asksAboutOthers;
        List<string> reasons = [.. Reasons(intention)];
        return isMany || isOfOthers || intention.Hidden > 0 || reasons.Count > 0
            ? $"{string.Join(", ", reasons.Prepend(What(intention)))}. Proceed?"
            : null;
    }

    private static string What(Intention intention)
    {
        if (intention.Whom is null)
        {
            return intention.What;
        }

        // All threads of a process on one CPU are a pile-up, when they run: that must be meant.
        string threads = intention.IsCrowding ? $", all {intention.Tasks} threads, those of a process on one CPU (H: one thread)"
            : intention.Kind == IntentionKind.Affinity && intention.Tasks > MostTasksUnasked ? $", {intention.Tasks} threads"
            : string.Empty;
        return $"{intention.What}{threads}";
    }

    private static IEnumerable<string> Reasons(Intention intention)
    {
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
            yield return $"{(intention.Processes > 1 ? "one of them" : "this")} is CoreTop itself";
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
            yield return $"you cannot undo that: {why}";
        }
    }
}
