using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>Changes affinities, and takes that back.</summary>
/// <param name="changes">Knows who is meant.</param>
/// <param name="context">What the panes share.</param>
/// <param name="confirmation">Waits for Enter after a single key.</param>
/// <param name="asking">Decides what is asked before.</param>
/// <param name="writer">Writes.</param>
/// <param name="looks">Looks at what was written once more.</param>
/// <param name="gains">Lets the diagnosis know what was changed.</param>
internal sealed class AffinityChanges(
    Changes changes,
    ScreenContext context,
    Confirmation confirmation,
    AskPolicy asking,
    AffinityWriter writer,
    SecondLook looks,
    GainWatch gains)
{
    // What is shown for no longer than this is done as it is shown.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly IdleCpuChoices _choices = new(context);

    /// <summary>Sends each target to an idle CPU of its own.</summary>
    public void SendToIdleCore(KeyPress press) => Change(changes.Targets(), _choices.For, press, isOneCpuEach: true);

    /// <summary>Gives the targets every CPU that their cpuset allows, isolated ones only where they had some.</summary>
    public void Release(KeyPress press) => Change(
        changes.Targets(),
        targets => new AffinityWish("Release", "release", targets.Releases(context.Readings.Snapshot!.Topology.Isolated)),
        press,
        isRelease: true);

    /// <summary>Pins the targets to CPUs.</summary>
    public void Pin(CpuSet cpus, KeyPress press) => Change(
        changes.Targets(), targets => new AffinityWish($"Pin to {cpus}", $"pin to {cpus}", targets.Requests(_ => cpus)), press);

    /// <summary>Takes the last change back; asks first when another run made it, as this user may not know of it.</summary>
    public void Undo(KeyPress press)
    {
        ChangeJournal journal = context.Services.Editor.Journal;
        IReadOnlyList<JournalBatch> reach = context.Services.Editor.UndoReach;
        if (reach.Count == 0)
        {
            context.Messages.Say(
                journal.ReadProblem ?? $"There is nothing to take back. {journal.Damage}".TrimEnd(), StatusKind.Refused);
        }
        else if (AskPolicy.QuestionBefore(reach, journal, context.Services.Time) is { } question)
        {
            context.Ask(Prompt.YesOrNo(question, () => TakeBack(reach), changes.SayNothingChanged));
        }
        else if (changes.MayChangeOthers || !reach.All(batch => batch.IsOneWay))
        {
            confirmation.Before(UndoQuestion(reach[0]), press, () => TakeBack(reach), changes.SayNothingChanged);
        }
        else
        {
            TakeBack(reach);
        }
    }

    /// <summary>Asks what must be asked, then does what was asked about.</summary>
    /// <param name="all">The targets.</param>
    /// <param name="wishFor">What to do to those of them that can be moved.</param>
    /// <param name="press">The single key by which; null when the user saw before what would be done.</param>
    /// <param name="isOneCpuEach">Each gets one CPU alone.</param>
    /// <param name="isRelease">They are only widened.</param>
    public void Change(
        AffinityTargets all, Func<AffinityTargets, AffinityWish> wishFor, KeyPress? press = null, bool isOneCpuEach = false, bool isRelease = false)
    {
        AffinityTargets targets = all.Movable(isRelease);
        string? others = all.WhyOthersStay(isRelease);
        if (targets.Rows.IsEmpty)
        {
            context.Messages.Say(others ?? "No task is selected.", StatusKind.Refused);
            return;
        }

        AffinityWish wish = wishFor(targets);
        var preview = new AffinityPreview(wish, targets);
        Intention intention = IntentionOf(wish.Verb, preview.What, targets, isOneCpuEach);
        if (wish.Requests.Count == 0 || preview.IsFutile || changes.WhyForbidden(targets) is not null)
        {
            Apply(wish, others);
        }
        else if (asking.Question(intention) is { } question)
        {
            context.Ask(Prompt.YesOrNo(question, Agreed, changes.SayNothingChanged));
        }
        else if (press is { } key)
        {
            long asked = context.Services.Time.GetTimestamp();
            confirmation.Before(preview.What ?? $"{wish.Verb}: {targets.Whom}", key, () => AgreedSince(asked), changes.SayNothingChanged);
        }
        else
        {
            Apply(wish, others);
        }

        // What was shown a moment ago is done, even if another CPU would be chosen now: on a busy machine that changes every second.
        void AgreedSince(long asked)
        {
            if (context.Services.Time.GetElapsedTime(asked) >= Fresh)
            {
                Agreed();
                return;
            }

            Apply(wish, others);
        }

        // The answer may have come late, when what was asked about would be another CPU.
        void Agreed()
        {
            if (wishFor(targets) is var now && now.Verb == wish.Verb)
            {
                asking.Agree(intention);
                confirmation.Remember();
                Apply(now, others);
            }
            else
            {
                confirmation.Forget();
                Change(all, wishFor, press, isOneCpuEach, isRelease);
            }
        }
    }

    private static string UndoQuestion(JournalBatch batch)
    {
        string[] changes = [.. batch.Changes.Select(change => $"{change.ToText} → {change.FromText}").Distinct()];
        return changes.Length == 1 && batch.Changes is [var only, ..]
            ? $"Undo \"{batch.Summary}\", {(batch.Changes.Length == 1 ? $"{only.Name} {only.Task.Tid}" : Count.Of(batch.Changes.Length, "task"))}: {changes[0]}"
            : $"Undo \"{batch.Summary}\", {Count.Of(batch.Changes.Length, "task")}";
    }

    private void TakeBack(IReadOnlyList<JournalBatch> reach)
    {
        looks.Finish();
        UndoOutcome outcome = context.Services.Editor.Undo(reach)!;
        _choices.Forget();
        looks.SayOutcome(Told(outcome), outcome.MayBeSetBack ? () => Told(UndoOutcome.LookAgain([outcome])[0]) : null);
        gains.TellApplied();
        context.Services.Pace.RefreshNow();

        static (string Sentence, bool IsDone) Told(UndoOutcome undone) => (
            string.Join(' ', undone.PassedOver.Prepend(undone).Select(taken => taken.Sentence)),
            undone is { IsComplete: true, PassedOver.IsEmpty: true, JournalProblem: null });
    }

    private Intention IntentionOf(string verb, string? what, AffinityTargets targets, bool isOneCpuEach) =>
        new(IntentionKind.Affinity, verb, targets.Whom)
        {
            What = what,
            Hidden = targets.HiddenCount,
            Processes = targets.ProcessCount,
            Tasks = targets.ThreadCount,
            OfOthers = changes.MayChangeOthers ? targets.CountForeign(context.Services.UserId) : 0,
            OtherUsers = changes.MayChangeOthers ? targets.OtherUsers(context.Services.UserId) : [],
            IsCrowding = isOneCpuEach && targets.ThreadCount > targets.Rows.Length,
        };

    private void Apply(AffinityWish wish, string? others)
    {
        if (wish.Requests.Count == 0)
        {
            context.Messages.Say(wish.More ?? "There is nothing to change.", StatusKind.Refused);
            return;
        }

        if (writer.Apply(wish.Summary, wish.Requests, () => Apply(wish, others)) is not { } outcome)
        {
            return;
        }

        if (outcome.Changed > 0)
        {
            wish.Applied?.Invoke();
        }

        looks.SayOutcome(Told(outcome), outcome.MayBeSetBack ? () => Told(outcome.LookAgain()) : null);
        gains.TellApplied();
        context.Services.Pace.RefreshNow();

        (string Sentence, bool IsDone) Told(BatchOutcome batch) => (
            string.Join(' ', new[] { batch.Sentence, wish.More, others }.OfType<string>()),
            batch.IsComplete && others is null && !wish.IsPartial);
    }
}
