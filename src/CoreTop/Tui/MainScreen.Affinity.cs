using CoreTop.Actions;
using CoreTop.Analysis.Planning;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Tui.Affinity;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Lines;

namespace CoreTop.Tui;

/// <content>Changing affinities: who is meant, what is asked beforehand, what is said afterwards.</content>
internal sealed partial class MainScreen
{
    private const int MostNames = 3;

    /// <summary>The load of a CPU that something was just sent to is seen this late.</summary>
    private static readonly TimeSpan TakenFor = TimeSpan.FromSeconds(10);

    private readonly Dictionary<CpuId, long> _sentTo = [];
    private readonly Dictionary<RowKey, CpuId> _lastSentTo = [];
    private readonly AskPolicy _asking = new();

    /// <summary>Why nothing can be changed; null when it can.</summary>
    public string? WhyNotChange() => services.WhyReadOnly;

    /// <summary>Sends each target to an idle CPU of its own.</summary>
    public void SendToIdleCore() => Change(Targets(), ToIdleCpus, isOneCpuEach: true);

    /// <summary>Gives the targets every CPU that their cpuset allows, isolated ones only where they had some.</summary>
    public void Release() => Change(
        Targets(),
        targets => new AffinityWish("Release", "release", targets.Releases(Snapshot!.Topology.Isolated)),
        isRelease: true);

    /// <summary>Pins the targets to the picked CPUs or, when none is, to those under the cursor.</summary>
    public void PinToPicked()
    {
        CpuSet cpus = Cores.Picked.IsEmpty ? CpusUnderCursor() : Cores.Picked;
        if (cpus.IsEmpty)
        {
            Say("The CPU under the cursor is offline: pick one that is online.", StatusKind.Refused);
            return;
        }

        Change(Targets(), targets => new AffinityWish($"Pin to {cpus}", $"pin to {cpus}", targets.Requests(_ => cpus)));
    }

    /// <summary>Takes the last change back; asks first when another run made it, as this user may not know of it.</summary>
    public void Undo()
    {
        AffinityJournal journal = services.Editor.Journal;
        IReadOnlyList<JournalBatch> reach = services.Editor.UndoReach;
        if (reach.Count == 0)
        {
            Say(journal.ReadProblem ?? $"There is no change of affinity to take back. {journal.Damage}".TrimEnd(), StatusKind.Refused);
        }
        else if (AskPolicy.QuestionBefore(reach, journal, services.Time) is { } question)
        {
            Ask(Prompt.YesOrNo(question, () => TakeBack(reach), SayNothingChanged));
        }
        else
        {
            TakeBack(reach);
        }
    }

    private void TakeBack(IReadOnlyList<JournalBatch> reach)
    {
        FinishSecondLook();
        UndoOutcome outcome = services.Editor.Undo(reach)!;
        _sentTo.Clear();
        _lastSentTo.Clear();
        (string Sentence, bool IsDone) said = Told(outcome);
        SayOutcome(said.Sentence, said.IsDone);
        if (outcome.MayBeSetBack)
        {
            LookAgainLater(said.Sentence, () => Told(UndoOutcome.LookAgain([outcome])[0]));
        }

        TellApplied();
        services.Pace.RefreshNow();

        static (string Sentence, bool IsDone) Told(UndoOutcome undone) => (
            string.Join(' ', undone.PassedOver.Prepend(undone).Select(taken => taken.Sentence)),
            undone is { IsComplete: true, PassedOver.IsEmpty: true, JournalProblem: null });
    }

    private AffinityWish ToIdleCpus(AffinityTargets targets)
    {
        if (WhyNotDecide() is { } blind)
        {
            return new AffinityWish("Send to idle CPUs", "idle CPU", [], blind);
        }

        CpuSet taken = TakenCpus(), sentTo = CpuSet.Empty;
        var requests = new List<AffinityRequest>();
        var sent = new List<(RowKey Row, CpuId Cpu)>();
        var left = new List<(string Name, string Why)>();
        string why = string.Empty;
        foreach (ProcessRow row in targets.Rows)
        {
            CpuId? last = _lastSentTo.TryGetValue(row.Key, out CpuId before) ? before : null;
            IdleCpuChoice choice = IdleCpuFinder.Find(_latest!.Value.Snapshot, row.Task, row.Process.Limit, taken, last);
            if (choice.Cpu is not { } cpu)
            {
                left.Add((AffinityTargets.Name(row), choice.Why));
                continue;
            }

            CpuSet target = CpuSet.Of(cpu.Number);
            (taken, sentTo, why) = (taken.Union(target), sentTo.Union(target), choice.Why);
            sent.Add((row.Key, cpu));
            requests.Add(AffinityTargets.Request(row, target));
        }

        string chosen = requests.Count == 1 ? $"CPU {sentTo}: {why}." : $"To CPUs {sentTo}, one each.";
        return new AffinityWish(
            requests.Count == 1 ? $"Send to CPU {sentTo}" : $"Send to CPUs {sentTo}, one each",
            "idle CPU",
            requests,
            requests.Count == 0 ? $"No idle CPU: {WhyLeft(left)}."
                : left.Count > 0 ? $"{chosen} {left.Count} left where they are: {WhyLeft(left)}."
                : chosen)
        {
            IsPartial = left.Count > 0,
            Applied = () => Remember(sent),
        };
    }

    // Tasks that stay for the same reason are named together.
    private static string WhyLeft(List<(string Name, string Why)> left) => string.Join("; ", left.GroupBy(one => one.Why).Select(group =>
    {
        string names = string.Join(", ", group.Take(MostNames).Select(one => one.Name));
        int more = group.Count() - MostNames;
        return $"{names}{(more > 0 ? $" and {more} more" : string.Empty)}: {group.Key}";
    }));

    private void Remember(List<(RowKey Row, CpuId Cpu)> sent)
    {
        foreach ((RowKey row, CpuId cpu) in sent)
        {
            _sentTo[cpu] = services.Time.GetTimestamp();
            _lastSentTo[row] = cpu;
        }
    }

    private AffinityTargets Targets() => Snapshot is { } snapshot
        ? AffinityTargets.Of(snapshot, Rows, Tags, Selected)
        : new AffinityTargets([], AreTagged: false, HiddenCount: 0);

    // Asks what must be asked, then does what was asked about.
    private void Change(AffinityTargets all, Func<AffinityTargets, AffinityWish> wishFor, bool isOneCpuEach = false, bool isRelease = false)
    {
        AffinityTargets targets = all.Movable(isRelease);
        if (targets.Rows.IsEmpty)
        {
            Say(all.WhyOthersStay(isRelease) ?? "No task is selected.", StatusKind.Refused);
            return;
        }

        AffinityWish wish = wishFor(targets);
        if (wish.Requests.Count > 0 && QuestionBefore(wish.Verb, targets, isOneCpuEach) is { } question)
        {
            Ask(Prompt.YesOrNo(question, Agreed, SayNothingChanged));
        }
        else
        {
            Apply(wish, all.WhyOthersStay(isRelease));
        }

        // The answer may have come late, when what was asked about would be another CPU.
        void Agreed()
        {
            AffinityWish now = wishFor(targets);
            if (now.Verb == wish.Verb)
            {
                Apply(now, all.WhyOthersStay(isRelease));
            }
            else
            {
                Change(all, wishFor, isOneCpuEach, isRelease);
            }
        }
    }

    private string? QuestionBefore(string verb, AffinityTargets targets, bool isOneCpuEach) => AskPolicy.QuestionBefore(
        new Intention(IntentionKind.Affinity, verb, targets.Whom)
        {
            Hidden = targets.HiddenCount,
            Processes = targets.ProcessCount,
            Tasks = targets.ThreadCount,
            OfOthers = targets.CountForeign(services.UserId),
            IsCrowding = isOneCpuEach && targets.ThreadCount > targets.Rows.Length,
        });

    private void Apply(AffinityWish wish, string? others)
    {
        if (wish.Requests.Count == 0)
        {
            Say(wish.More ?? "There is nothing to change.", StatusKind.Refused);
            return;
        }

        if (ApplyOrAsk(wish.Summary, wish.Requests, () => Apply(wish, others)) is not { } outcome)
        {
            return;
        }

        if (outcome.Changed > 0)
        {
            wish.Applied?.Invoke();
        }

        (string Sentence, bool IsDone) said = Told(outcome);
        SayOutcome(said.Sentence, said.IsDone);
        if (outcome.MayBeSetBack)
        {
            LookAgainLater(said.Sentence, () => Told(outcome.LookAgain()));
        }

        TellApplied();
        services.Pace.RefreshNow();

        (string Sentence, bool IsDone) Told(BatchOutcome batch) => (
            string.Join(' ', new[] { batch.Sentence, wish.More, others }.OfType<string>()),
            batch.IsComplete && others is null && !wish.IsPartial);
    }

    // Null when the user must agree first to do without undo; what was agreed to once is not asked again.
    private BatchOutcome? ApplyOrAsk(string summary, IReadOnlyList<AffinityRequest> requests, Action again)
    {
        FinishSecondLook();
        BatchOutcome outcome = services.Editor.Apply(summary, requests);
        if (outcome is not { JournalProblem: { } problem, Changed: 0 })
        {
            return outcome;
        }

        if (_asking.QuestionWithoutJournal(problem) is not { } question)
        {
            return services.Editor.Apply(summary, requests, withoutJournal: true);
        }

        Say($"Nothing was changed: {problem}", StatusKind.Refused);
        Ask(Prompt.YesOrNo(
            question,
            () =>
            {
                _asking.AgreeWithoutJournal(problem);
                again();
            },
            SayNothingChanged));
        return null;
    }

    private void SayNothingChanged() => Say("Nothing was changed.", StatusKind.Done);

    private CpuSet CpusUnderCursor() => Cores.Cursor is { } cursor && CoreLayout?.Find(cursor) is { } placed && Snapshot is { } snapshot
        ? placed.Item.Cpus.Intersect(snapshot.Topology.Online)
        : CpuSet.Empty;

    private CpuSet TakenCpus() => CpuSet.Of(_sentTo.Where(sent => services.Time.GetElapsedTime(sent.Value) < TakenFor).Select(sent => sent.Key));
}
