using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Model.Cpus;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>Changes affinities, and takes that back.</summary>
/// <param name="rules">Knows who is meant, and what must be asked.</param>
/// <param name="context">What the panes share.</param>
/// <param name="confirmation">Waits for Enter after a single key.</param>
/// <param name="writer">Writes.</param>
/// <param name="looks">Looks at what was written once more.</param>
/// <param name="gains">Lets the diagnosis know what was changed.</param>
internal sealed class AffinityChanges(
    ChangeRules rules,
    ScreenContext context,
    Confirmation confirmation,
    AffinityWriter writer,
    SecondLook looks,
    GainWatch gains)
{
    // What is shown for no longer than this is done as it is shown.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly IdleCpuChoices _choices = new(context);

    /// <summary>Sends each target to an idle CPU of its own.</summary>
    public void SendToIdleCore(KeyPress press) => Change(rules.Targets(), _choices.For, press, isOneCpuEach: true);

    /// <summary>Gives the targets every CPU that their cpuset allows, isolated ones only where they had some.</summary>
    public void Release(KeyPress press) => Change(
        rules.Targets(),
        targets => new AffinityWish("Release", "release", targets.Releases(context.Readings.Snapshot!.Whole.Topology.Isolated)),
        press,
        isRelease: true);

    /// <summary>Pins the targets to CPUs.</summary>
    public void Pin(CpuSet cpus, KeyPress press) => Change(
        rules.Targets(), targets => new AffinityWish($"Pin to {cpus}", $"pin to {cpus}", targets.Requests(_ => cpus)), press);

    /// <summary>Takes the last change back; asks first when another run made it, as this user may not know of it.</summary>
    public void Undo(KeyPress press)
    {
        ChangeJournal journal = context.Services.Editor.Journal;
        IReadOnlyList<JournalBatch> reach = context.Services.Editor.UndoReach;
        if (reach.Count == 0)
        {
            context.Messages.Say(
                journal.ReadProblem ?? $"There is nothing to take back. {journal.Damage}".TrimEnd(), StatusKind.Refused);
            return;
        }

        Dictionary<int, string> others = rules.OtherUsers(reach);
        var ofOthers = new Intention(IntentionKind.Task, string.Empty, Whom: null) { OfOthers = others.Count, OtherUsers = [.. others.Values.Distinct()] };
        string question = QuestionOf(reach, others);
        if (UndoQuestion.IsOfAnotherRun(reach, journal) || rules.Question(ofOthers) is not null)
        {
            context.Ask(Prompt.Confirm(question, press.Name, Agreed, rules.SayNothingChanged));
        }
        else if (confirmation.IsDue && (rules.MayChangeOthers || !reach.All(batch => batch.IsOneWay)))
        {
            confirmation.Ask(question, press, () => TakeBackAsAsked(reach, question, press), rules.SayNothingChanged);
        }
        else
        {
            TakeBack(reach);
        }

        void Agreed()
        {
            rules.Agree(ofOthers);
            TakeBackAsAsked(reach, question, press);
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
        AffinityTargets targets = rules.OwnedNow(all.Movable(isRelease));
        string? others = all.WhyOthersStay(isRelease);
        if (targets.Rows.IsEmpty)
        {
            context.Messages.Say(others ?? "No task is selected.", StatusKind.Refused);
            return;
        }

        AffinityWish wish = wishFor(targets);
        var preview = new AffinityPreview(wish, targets);
        Intention intention = IntentionOf(wish, preview.Change, preview.Targets, isOneCpuEach);
        if (wish.Requests.Count == 0 || preview.IsFutile || rules.WhyForbidden(targets) is not null)
        {
            Apply(wish, others);
        }
        else if (rules.Question(intention) is { } question)
        {
            context.Ask(Prompt.YesOrNo(question, Agreed, rules.SayNothingChanged));
        }
        else if (press is { } key && confirmation.IsDueFor(targets))
        {
            long asked = context.Services.Time.GetTimestamp();
            confirmation.Ask(
                intention.What, key, () => ApplyAsAsked(context.Services.Time.GetElapsedTime(asked) < Fresh), rules.SayNothingChanged);
        }
        else
        {
            Apply(wish, others);
        }

        void Agreed()
        {
            if (ApplyAsAsked(isFresh: false))
            {
                rules.Agree(intention);
                confirmation.Remember();
            }
        }

        // The answer may have come late, when what was asked about would be another CPU. What was shown a moment ago is done all the
        // same: on a busy machine that changes every second.
        bool ApplyAsAsked(bool isFresh)
        {
            AffinityTargets latest = rules.OwnedNow(isFresh ? targets : Latest(targets));
            AffinityWish now = isFresh ? wish : wishFor(latest);
            if (latest.AreOwnedAs(targets) && (isFresh || new AffinityPreview(now, latest).IsLike(preview)))
            {
                Apply(now, others);
                return true;
            }

            confirmation.Forget();
            Change(Latest(all), wishFor, press, isOneCpuEach, isRelease);
            return false;
        }
    }

    private string QuestionOf(IReadOnlyList<JournalBatch> reach, Dictionary<int, string> others) => UndoQuestion.Of(
        reach, context.Services.Editor.Journal, context.Services.Time, change => others.GetValueOrDefault(change.Pid));

    // The answer may have come late, when another run took something of that back, or changed more of it.
    private void TakeBackAsAsked(IReadOnlyList<JournalBatch> asked, string question, KeyPress press)
    {
        ChangeJournal journal = context.Services.Editor.Journal;
        JournalBatch[] left = [.. journal.Batches.Where(batch => asked.Any(one => one.Id == batch.Id))];
        if (left.Length == asked.Count && QuestionOf(left, rules.OtherUsers(left)) == question)
        {
            TakeBack(left);
        }
        else if (left.Length == 0)
        {
            context.Messages.Say($"Nothing was changed: another run took \"{asked[0].Summary}\" back meanwhile.", StatusKind.Refused);
        }
        else
        {
            confirmation.Forget();
            Undo(press);
        }
    }

    // As they are now. Those that have ended stay: the editor finds out and says so.
    private AffinityTargets Latest(AffinityTargets targets) =>
        context.Readings.Latest is var (snapshot, _) ? targets.UpdatedFrom(snapshot) : targets;

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

    private Intention IntentionOf(AffinityWish wish, string? change, AffinityTargets targets, bool isOneCpuEach) =>
        new(IntentionKind.Affinity, change is null ? $"{wish.Verb}: " : $"{wish.Act} ", targets.Whom)
        {
            Change = change,
            Targets = targets.Rows.Length,
            LeftAlone = targets.LeftAlone,
            Hidden = targets.HiddenCount,
            Processes = targets.ProcessCount,
            Tasks = targets.ThreadCount,
            OfOthers = rules.MayChangeOthers ? targets.CountForeign(context.Services.UserId) : 0,
            OtherUsers = rules.MayChangeOthers ? targets.OtherUsers(context.Services.UserId) : [],
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
