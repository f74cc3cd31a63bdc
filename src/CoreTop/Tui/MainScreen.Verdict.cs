using CoreTop.Actions;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Balance;
using CoreTop.Tui.Explain;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Lines;
using CoreTop.Verdict;

namespace CoreTop.Tui;

/// <content>What is wrong, and what became of putting it right.</content>
internal sealed partial class MainScreen
{
    private static readonly TimeSpan MessageTime = TimeSpan.FromSeconds(6);

    /// <summary>What is decided by loads older than this, and than three refreshes, is decided blindly.</summary>
    private static readonly TimeSpan ReadingLasts = TimeSpan.FromSeconds(10);

    // The newest reading, also while the screen is paused: it is what decisions are made by.
    private (Snapshot Snapshot, Diagnosis Diagnosis)? _latest;
    private long _latestAt;
    private long _plannedAt;

    private StatusMessage? _agingMessage;
    private long _agingSince;
    private IReadOnlyList<JournalBatch>? _seenBatches;
    private GainMeasurement? _measurement;
    private RebalanceOutcome? _measured;
    private string? _measuredBatch;
    private StatusMessage? _gainMessage;

    /// <summary>What is wrong at the latest snapshot.</summary>
    public Diagnosis Diagnosis { get; private set; } = Diagnosis.Nothing;

    /// <summary>The balance preview; null while it is not open.</summary>
    public BalanceState? Balance { get; private set; }

    /// <summary>What the explanation is about; null while it is not open.</summary>
    public ExplainState? Explained { get; private set; }

    /// <summary>The message to draw; null when there is none, or when a finding matters more than what cannot be read.</summary>
    public StatusMessage? ShownMessage =>
        Message is { Kind: StatusKind.Problem or StatusKind.Note } && !Diagnosis.Findings.IsEmpty ? null : Message;

    /// <summary>Opens the balance preview, or says why there is nothing to balance.</summary>
    public void OpenBalance()
    {
        if (Snapshot is null)
        {
            return;
        }

        if (WhyNotDecide() is { } why)
        {
            Say(why, StatusKind.Refused);
            return;
        }

        (Snapshot snapshot, Diagnosis diagnosis) = _latest!.Value;
        CloseExplain();
        var options = new RebalanceOptions { OwnPid = services.IsLive ? Environment.ProcessId : null };
        Show(BalanceState.Open(diagnosis, snapshot, options));
    }

    /// <summary>Opens the explanation of all findings; their causes are looked up anew.</summary>
    public void OpenExplain()
    {
        if (Snapshot is null || Diagnosis.Findings.IsEmpty)
        {
            SayNothingToExplain();
            return;
        }

        Explained = new ExplainState(Diagnosis, Snapshot, IsOver: false);
        services.Pace.RefreshCauses();
        Open(Overlay.Explain, line: 0);
    }

    public void MoveInBalance()
    {
        if (Balance is { } balance)
        {
            Balance = balance.MoveTo(LineKeys.Move(_pressed, balance.Cursor));
        }
    }

    public void ToggleInBalance() => Balance = Balance?.Toggle();

    public void SwitchStrategy(int step) => Balance = Balance?.SwitchStrategy(step);

    public void CloseBalance()
    {
        CloseOverlay();
        Balance = null;
    }

    /// <summary>Makes the changes that are left in, after what must be asked, and closes the preview.</summary>
    public void ApplyBalance()
    {
        if (Balance is not { } shown || Renewed(shown) is not { } balance)
        {
            return;
        }

        CloseBalance();
        if (balance.Ticked.IsEmpty)
        {
            SayNothingChanged();
        }
        else if (balance.QuestionBefore(services.UserId) is { } question)
        {
            Ask(Prompt.YesOrNo(question, () => ApplyAgreed(balance), SayNothingChanged));
        }
        else
        {
            Apply(balance);
        }
    }

    public void ScrollExplain() => ScrollOverlay(_pressed == "Space" ? "PgDn" : _pressed);

    public void CloseExplain()
    {
        CloseOverlay();
        Explained = null;
    }

    private void Show(BalanceState balance)
    {
        if (balance.Plan.IsEmpty)
        {
            Say(EmptyPlanText.Of(balance.Diagnosis, balance.Snapshot), StatusKind.Refused);
            return;
        }

        (Balance, _plannedAt) = (balance, services.Time.GetTimestamp());
        Open(Overlay.Balance, line: 0);
    }

    // The answer may have come late.
    private void ApplyAgreed(BalanceState agreed)
    {
        if (Renewed(agreed) is { } balance)
        {
            Apply(balance);
        }
    }

    private void ShowAnew(BalanceState renewed)
    {
        if (_latest is var (snapshot, diagnosis))
        {
            Show(renewed.Renew(diagnosis, snapshot));
        }
    }

    /// <summary>Why nothing can be decided by how busy CPUs are: that is not known any more; null when it is.</summary>
    private string? WhyNotDecide()
    {
        if (_latest is null)
        {
            return "The machine could not be read at the last try: how busy its CPUs are is not known.";
        }

        if (_latest.Value.Snapshot is { AreCpusUntold: true })
        {
            return "How busy the CPUs are is not known, as /proc/stat cannot be read.";
        }

        TimeSpan age = services.Time.GetElapsedTime(_latestAt);
        return IsLive && age > ReadingLasts && age > 3 * Delay
            ? $"The machine was last read {age.TotalSeconds:0} s ago: how busy its CPUs are by now is not known."
            : null;
    }

    // A plan that was looked at for long is made anew before it is carried out, and shown again if that makes a difference.
    private BalanceState? Renewed(BalanceState shown)
    {
        if (WhyNotDecide() is { } why)
        {
            CloseBalance();
            Say($"Nothing was changed: {why}", StatusKind.Refused);
            return null;
        }

        (Snapshot snapshot, Diagnosis diagnosis) = _latest!.Value;
        bool isFresh = services.Time.GetElapsedTime(_plannedAt) <= ReadingLasts;
        if (isFresh || ReferenceEquals(snapshot, shown.Snapshot))
        {
            return shown;
        }

        BalanceState renewed = shown.Renew(diagnosis, snapshot);
        if (renewed.WritesTheSame(shown))
        {
            return renewed;
        }

        CloseBalance();
        if (renewed.Plan.IsEmpty)
        {
            Say($"Nothing was changed: that plan was old. {EmptyPlanText.Of(diagnosis, snapshot)}", StatusKind.Refused);
        }
        else
        {
            Ask(Prompt.YesOrNo("That plan was old, and would be another now: show it?", () => ShowAnew(renewed), SayNothingChanged));
        }

        return null;
    }

    // Where memory lies is looked at only when asked for.
    private void SayNothingToExplain()
    {
        string more = string.Empty;
        if (Snapshot is { Topology.Nodes.Length: > 1 } && !Diagnosis.HungryTasks.IsEmpty)
        {
            services.Pace.RefreshCauses();
            more = " Looking on which NUMA node the memory of busy processes lies.";
        }

        Say($"Nothing to explain: nothing is wrong.{more}", StatusKind.Done);
    }

    private void Apply(BalanceState balance)
    {
        string summary = $"balance, {RebalanceText.Name(balance.Strategy)}: {Count.Of(balance.TickedTasks, "task")}";
        if (ApplyOrAsk(summary, RebalanceRequests.Of(balance.Ticked), () => Apply(balance)) is not { } batch)
        {
            return;
        }

        var outcome = new RebalanceOutcome(batch);
        string said = GainText.Done(outcome);
        SayOutcome(said, outcome.IsComplete);
        if (batch.MayBeSetBack)
        {
            LookAgainLater(said, () => LookAgain(batch));
        }

        if (outcome.Moved.Count == 0 || outcome.IsRecorded)
        {
            return;
        }

        double expected = balance.CoresAfter - balance.Plan.CoresBefore;
        _measurement = GainMeasurement.Start(balance.Plan.Basis, outcome.Moved, expected);
        (_measured, _gainMessage, _measuredBatch) = (outcome, Message, NewestId(services.Editor.Journal.Batches));
        TellApplied();
        services.Pace.RefreshNow();
    }

    // What is measured from then on is what was really moved.
    private (string Sentence, bool IsDone) LookAgain(BatchOutcome batch)
    {
        var outcome = new RebalanceOutcome(batch.LookAgain());
        _measured = outcome;
        return (GainText.Done(outcome), outcome.IsComplete);
    }

    // Measured even while the screen is paused.
    private void TakeIn(Snapshot snapshot)
    {
        if (services.HasJournalChanged())
        {
            TellApplied();
        }

        if (_measurement is null)
        {
            return;
        }

        Gain? before = _measurement.Latest;
        _measurement = _measurement.Next(snapshot);
        Gain? gain = _measurement.Latest;
        bool mayBeSaid = _measurement.IsOver || Message is null || ReferenceEquals(Message, _gainMessage);
        if (!ReferenceEquals(before, gain) && mayBeSaid && GainText.Of(_measured!, gain!, _measurement.IsOver, "z") is { } text)
        {
            Say(text, gain!.IsReached ? StatusKind.Done : StatusKind.Refused);
            _gainMessage = Message;
        }

        _measurement = _measurement.IsOver ? null : _measurement;
    }

    // The diagnosis is to know what was set on purpose, by another CoreTop of this user too. What was taken back or changed
    // further is no longer the plan's doing, so it is not measured to the end.
    private void TellApplied()
    {
        IReadOnlyList<JournalBatch> batches = services.Editor.Journal.Batches;
        if (ReferenceEquals(batches, _seenBatches))
        {
            return;
        }

        _seenBatches = batches;
        services.Pace.Applied = AppliedChanges.Of(batches);
        if (NewestId(batches) != _measuredBatch)
        {
            _measurement = null;
        }
    }

    private static string? NewestId(IReadOnlyList<JournalBatch> batches) => batches is [JournalBatch newest, ..] ? newest.Id : null;

    // A finding waits for its line: a message has had its time after a few refreshes.
    private void AgeMessage()
    {
        if (!ReferenceEquals(Message, _agingMessage))
        {
            (_agingMessage, _agingSince) = (Message, services.Time.GetTimestamp());
        }
        else if (Message is not null && !Diagnosis.Findings.IsEmpty && services.Time.GetElapsedTime(_agingSince) >= MessageTime)
        {
            Message = null;
        }
    }
}
