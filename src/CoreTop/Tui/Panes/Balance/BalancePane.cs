using CoreTop.Actions;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Screen;
using CoreTop.Verdict;

namespace CoreTop.Tui.Panes.Balance;

/// <summary>The balance preview, over the panels.</summary>
internal sealed class BalancePane : Pane
{
    private const string Group = "Balance preview";

    private readonly Changes _changes;
    private readonly Func<BalanceState, string> _whole;
    private long _plannedAt;

    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="changes">Carries the plan out.</param>
    public BalancePane(ScreenContext context, Theme theme, Changes changes) : base(context)
    {
        _changes = changes;
        var view = new BalanceView(theme, () => State);
        (View, _whole) = (view, view.Whole);
        Search = new LineSearch(context, new SearchedChanges(() => State, line => State = State?.MoveTo(line)));
    }

    /// <summary>The keys.</summary>
    public static PaneKeys Table { get; } = new(
    [
        SharedKeys.Help,
        SharedKeys.Redraw,
        SharedKeys.QuitAnywhere,
        new KeyCommand<BalancePane>("Up Down PgUp PgDn Home End", Group, "Moves from change to change.",
            (pane, press) => pane.State = pane.State?.MoveTo(LineKeys.Move(press.Name, pane.State.Cursor))),
        new KeyCommand<BalancePane>("Enter", Group, "Makes the changes that are left in, and measures what was gained.",
            (pane, _) => pane.Apply(), "Apply", 0, pane => pane.Context.Services.WhyReadOnly),
        new KeyCommand<BalancePane>("Space", Group, "Leaves the change out or takes it in again.",
            (pane, _) => pane.State = pane.State?.Toggle(), "Leave out", 1),
        new KeyCommand<BalancePane>("Tab Right", Group,
            "The next strategy: widen (all CPUs allowed), spread (one CPU each, then all allowed), pin (one CPU each for good).",
            (pane, _) => pane.State = pane.State?.SwitchStrategy(1), "Strategy", 1),
        new KeyCommand<BalancePane>("Shift-Tab Left", Group, "The strategy before.",
            (pane, _) => pane.State = pane.State?.SwitchStrategy(-1)),
        .. SharedKeys.Searching,
        new KeyCommand<BalancePane>(".", Group, "Shows whole what stands above the changes.", (pane, _) => pane.ShowWhole()),
        new KeyCommand<BalancePane>("Esc q F10 b", Group, "Closes the preview; nothing is changed.",
            (pane, _) => pane.Close(), "Cancel", 0),
    ]);

    /// <summary>The preview; null while it is not open.</summary>
    public BalanceState? State { get; private set; }

    /// <inheritdoc/>
    public override LineSearch Search { get; }

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.OverPanels;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys => Table;

    /// <summary>Opens it in the place of what covers the panels, or says why there is nothing to balance.</summary>
    public void Open()
    {
        if (Context.Readings.Snapshot is null)
        {
            return;
        }

        if (Context.Readings.WhyNotDecide() is { } why)
        {
            Context.Messages.Say(why, StatusKind.Refused);
            return;
        }

        (Snapshot snapshot, Diagnosis diagnosis) = Context.Readings.Latest!.Value;
        Context.Panes.Uncover();
        var options = new RebalanceOptions { OwnPid = Context.Services.IsLive ? Environment.ProcessId : null };
        Show(BalanceState.Open(diagnosis, snapshot, options));
    }

    private void ShowWhole()
    {
        if (State is { } balance)
        {
            Context.Messages.Say(_whole(balance), StatusKind.Done);
        }
    }

    private void Show(BalanceState balance)
    {
        if (balance.Plan.IsEmpty)
        {
            string why = EmptyPlanText.Of(balance.Diagnosis, balance.Snapshot);
            if (balance.Diagnosis.Findings.IsEmpty)
            {
                Context.Messages.SayAllIsWell(why, StatusKind.Refused);
            }
            else
            {
                Context.Messages.Say(why, StatusKind.Refused);
            }

            return;
        }

        (State, _plannedAt) = (balance, Context.Services.Time.GetTimestamp());
        Context.Push(this);
    }

    private void Close()
    {
        Context.Panes.Close(this);
        State = null;
    }

    // Makes the changes that are left in, after what must be asked, and closes the preview.
    private void Apply()
    {
        if (State is not { } shown || Renewed(shown) is not { } balance)
        {
            return;
        }

        Close();
        Intention intention = balance.Intention(Context.Services.UserId, _changes.Rules.MayChangeOthers);
        if (balance.Ticked.IsEmpty)
        {
            _changes.Rules.SayNothingChanged();
        }
        else if (_changes.Rules.Question(intention) is { } question)
        {
            Context.Ask(Prompt.YesOrNo(question, () => ApplyAgreed(balance, intention), _changes.Rules.SayNothingChanged));
        }
        else
        {
            Apply(balance);
        }
    }

    // The answer may have come late.
    private void ApplyAgreed(BalanceState agreed, Intention intention)
    {
        _changes.Rules.Agree(intention);
        if (Renewed(agreed) is { } balance)
        {
            Apply(balance);
        }
    }

    private void Apply(BalanceState balance) => _changes.Plans.Apply(new PlanWish(
        $"balance, {RebalanceText.Name(balance.Strategy)}: {Count.Of(balance.TickedTasks, "task")}",
        RebalanceRequests.Of(balance.Ticked),
        balance.Plan,
        balance.CoresAfter - balance.Plan.CoresBefore));

    // A plan that was looked at for long is made again before it is carried out, and shown again if that makes a difference.
    private BalanceState? Renewed(BalanceState shown)
    {
        if (Context.Readings.WhyNotDecide() is { } why)
        {
            Close();
            Context.Messages.Say($"Nothing was changed: {why}", StatusKind.Refused);
            return null;
        }

        (Snapshot snapshot, Diagnosis diagnosis) = Context.Readings.Latest!.Value;
        bool isFresh = Context.Services.Time.GetElapsedTime(_plannedAt) <= Readings.Lasts;
        if (isFresh || ReferenceEquals(snapshot, shown.Snapshot))
        {
            return shown;
        }

        BalanceState renewed = shown.Renew(diagnosis, snapshot);
        if (renewed.WritesTheSame(shown))
        {
            return renewed;
        }

        Close();
        if (renewed.Plan.IsEmpty)
        {
            Context.Messages.Say(
                $"Nothing was changed: that plan was old. {EmptyPlanText.Of(diagnosis, snapshot)}", StatusKind.Refused);
        }
        else
        {
            Context.Ask(Prompt.YesOrNo(
                "That plan was old, and would be another one now. Show it?", () => ShowAgain(renewed), _changes.Rules.SayNothingChanged));
        }

        return null;
    }

    private void ShowAgain(BalanceState renewed)
    {
        if (Context.Readings.Latest is var (snapshot, diagnosis))
        {
            Show(renewed.Renew(diagnosis, snapshot));
        }
    }
}
