using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Actions;
using CoreTop.Model.Tasks;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>Signals, nice values, I/O priorities and policies: what is picked, what is asked beforehand, what is said afterwards.</summary>
/// <param name="rules">Knows who is meant, and what must be asked.</param>
/// <param name="context">What the panes share.</param>
/// <param name="confirmation">Waits for Enter after a single key.</param>
/// <param name="looks">Looks at what was written once more.</param>
/// <param name="unwritten">Asks before something is done that cannot be written down.</param>
/// <param name="gains">Learns what there is to take back.</param>
internal sealed class TaskChanges(
    ChangeRules rules, ScreenContext context, Confirmation confirmation, SecondLook looks, UnwrittenQuestion unwritten, GainWatch gains)
{
    private const int LeastRealTime = 1;

    private static readonly ImmutableArray<(SchedPolicy Policy, string Text, string Note)> OfferedPolicies =
    [
        (SchedPolicy.Other, "OTHER", "the usual one: fair"),
        (SchedPolicy.Batch, "BATCH", "fair, for long computations: interrupts others less"),
        (SchedPolicy.Idle, "IDLE", "only when nothing else wants the CPU"),
        (SchedPolicy.RoundRobin, "RR", "real-time: before all of these, takes turns with its equals"),
        (SchedPolicy.Fifo, "FIFO", "real-time: before all of these, until it waits"),
    ];

    private static readonly ImmutableArray<IoPriority> OfferedIoPriorities =
    [
        IoPriority.None,
        .. Enumerable.Range(0, IoPriority.LowestLevel + 1).Select(level => new IoPriority(IoClass.BestEffort, level)),
        new IoPriority(IoClass.Idle, 0),
        .. Enumerable.Range(0, IoPriority.LowestLevel + 1).Select(level => new IoPriority(IoClass.RealTime, level)),
    ];

    private TaskEditor Editor => context.Services.Tasks;

    /// <summary>Asks which signal, and sends it to those who were meant at that time.</summary>
    public void PickSignal() => AskOf("CAP_KILL", targets => context.Pick(new PickMenu(
        $"Send to {targets.Whom}",
        [.. Signal.All.Select(signal => new PickItem($"{signal.Number,2} {signal.Name,-8}", signal.Effect))],
        Signal.All.IndexOf(Signal.Term),
        index => Send(Signal.All[index], targets))));

    /// <summary>Adds to nice values.</summary>
    public void StepNice(int step, KeyPress press) => ActOn(targets => Act(
        targets, new Deed($"Nice {step:+0;-0}", isForProcesses: false, Editor.NiceStep(step)), press));

    /// <summary>Asks for the nice value.</summary>
    public void AskNice() => AskOf("CAP_SYS_NICE", targets => context.Ask(new Prompt(
        $"Nice of {targets.Whom}:",
        NiceHint(targets),
        string.Empty,
        Changed: null,
        text =>
        {
            if (!TryParse(text, TaskEditor.LowestNice, TaskEditor.HighestNice, out int nice))
            {
                return $"\"{text}\" is not a nice value: give {TaskEditor.LowestNice}, the most CPU time, to {TaskEditor.HighestNice}, the least.";
            }

            Act(targets, new Deed($"Nice {nice}", isForProcesses: false, Editor.Nice(nice)));
            return null;
        })));

    /// <summary>Asks which I/O priority, and sets it.</summary>
    public void PickIoPriority() => AskOf("CAP_SYS_NICE", targets => context.Pick(new PickMenu(
        $"I/O priority of {targets.Whom}",
        [.. OfferedIoPriorities.Select(priority => new PickItem($"{priority,-13}", NoteOf(priority)))],
        Math.Max(0, Editor.ReadIoPriority(DeedTargets.First(targets)) is { } now ? OfferedIoPriorities.IndexOf(now) : 0),
        index =>
        {
            IoPriority priority = OfferedIoPriorities[index];
            Act(targets, new Deed($"I/O priority {priority}", isForProcesses: false, Editor.IoPriority(priority)));
        })));

    /// <summary>Asks which policy and, where it has one, which priority, and sets it.</summary>
    public void PickPolicy() => AskOf("CAP_SYS_NICE", targets => context.Pick(new PickMenu(
        $"Policy of {targets.Whom}",
        [.. OfferedPolicies.Select(offered => new PickItem($"{offered.Text,-5}", offered.Note))],
        Math.Max(0, OfferedPolicies.IndexOf(OfferedPolicies.FirstOrDefault(offered => offered.Policy == targets.Rows[0].Task.Policy))),
        index =>
        {
            SchedPolicy policy = OfferedPolicies[index].Policy;
            if (new TaskPolicy(policy).IsRealTime && !IsRefused(Editor.Policy(policy, LeastRealTime), targets))
            {
                AskRealTimePriority(policy, targets);
            }
            else
            {
                SetPolicy(policy, new TaskPolicy(policy).IsRealTime ? LeastRealTime : 0, targets, warning: null);
            }
        })));

    /// <summary>Adds to the nice values of autogroups.</summary>
    public void StepAutogroup(int step, KeyPress press) => ActOn(targets => Act(
        targets,
        new Deed($"Autogroup nice {step:+0;-0}", isForProcesses: true, Editor.AutogroupStep(step)) { IsForSessions = true },
        press));

    // How far down limits let it go is said where that is known.
    private string NiceHint(AffinityTargets targets)
    {
        if (targets.Rows.Length > 1)
        {
            return $"{TaskEditor.LowestNice}, the most CPU time, to {TaskEditor.HighestNice}";
        }

        TaskTarget target = DeedTargets.First(targets);
        int lowest = TaskEditor.LowestNice;
        while (lowest < TaskEditor.HighestNice && Editor.Nice(lowest).Foresee(target).IsRefused)
        {
            lowest++;
        }

        string most = lowest > TaskEditor.LowestNice ? "less needs root or CAP_SYS_NICE" : "the most CPU time";
        return $"now {targets.Rows[0].Task.Nice}; {lowest} ({most}) to {TaskEditor.HighestNice}";
    }

    private static bool TryParse(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && number >= least && number <= most;

    private static string? NoteOf(IoPriority priority) => priority switch
    {
        { Class: IoClass.None } => "as nice and policy have it",
        { Class: IoClass.Idle } => "only when nothing else wants the disk",
        { Class: IoClass.BestEffort, Level: 0 } => "the highest of the usual class",
        { Class: IoClass.BestEffort, Level: IoPriority.LowestLevel } => "the lowest of the usual class",
        { Class: IoClass.RealTime, Level: 0 } => "before all others",
        _ => null,
    };

    private static bool IsRefused(TaskWish wish, AffinityTargets targets) =>
        targets.Rows.All(row => wish.Foresee(DeedTargets.First(targets with { Rows = [row] })).IsRefused);

    private void Send(Signal signal, AffinityTargets targets) => Act(
        targets,
        new Deed($"Send {signal.Name}", IsForProcesses: true, (chosen, _) => Editor.Send(signal, chosen))
        {
            AsksForSeveral = signal == Signal.Kill,
            MayEnd = true,
        });

    private void AskRealTimePriority(SchedPolicy policy, AffinityTargets targets) => context.Ask(new Prompt(
        $"Real-time priority of {targets.Whom}:",
        $"1, the lowest, to {TaskPolicy.HighestRealTime}",
        string.Empty,
        Changed: null,
        text =>
        {
            if (!TryParse(text, 1, TaskPolicy.HighestRealTime, out int priority))
            {
                return $"\"{text}\" is not a real-time priority: give 1, the lowest, to {TaskPolicy.HighestRealTime}.";
            }

            SetPolicy(policy, priority, targets, "real-time, it takes its CPU from all others for as long as it runs");
            return null;
        }));

    private void SetPolicy(SchedPolicy policy, int realTimePriority, AffinityTargets targets, string? warning) => Act(
        targets,
        new Deed(
            $"Policy {new TaskPolicy(policy, realTimePriority)}",
            isForProcesses: false,
            Editor.Policy(policy, realTimePriority))
        {
            Warning = warning,
        });

    private void ActOn(Action<AffinityTargets> begin)
    {
        AffinityTargets targets = rules.Targets();
        if (DeedTargets.WhyNone(targets) is { } why)
        {
            context.Messages.Say(why, StatusKind.Refused);
        }
        else
        {
            begin(targets);
        }
    }

    // A question whose change will be refused is not asked.
    private void AskOf(string capability, Action<AffinityTargets> ask) => ActOn(targets =>
    {
        if (rules.WhyForbidden(rules.OwnedNow(targets), capability) is { } forbidden)
        {
            context.Messages.Say(forbidden, StatusKind.Refused);
        }
        else
        {
            ask(targets);
        }
    });

    // Asks what must be asked, then does what was asked about.
    private void Act(AffinityTargets targets, Deed deed, KeyPress? press = null)
    {
        targets = rules.OwnedNow(targets);
        var preview = new DeedPreview(deed, targets);
        Intention intention = DeedIntention.Of(
            preview, context.Readings.Snapshot!, context.Services.ProcessId, context.Services.UserId, rules.MayChangeOthers);
        string noWayBack = intention.WhyNoWayBack is null ? string.Empty : " You cannot undo that.";
        if (rules.WhyForbidden(preview.Targets) is not null || preview.IsFutile)
        {
            Do(targets, deed, noWayBack);
        }
        else if (rules.Question(intention) is not null)
        {
            context.Ask(Prompt.YesOrNo(rules.Question(WithSessions(intention, preview))!, Agreed, SayNothingDone));
        }
        else if (press is { } key && confirmation.IsDueFor(targets))
        {
            confirmation.Ask(WithSessions(intention, preview).What, key, () => DoAsAsked(noWayBack), SayNothingDone);
        }
        else
        {
            Do(targets, deed, noWayBack);
        }

        void Agreed()
        {
            if (DoAsAsked(more: string.Empty))
            {
                rules.Agree(intention);
                confirmation.Remember();
            }
        }

        // The answer may have come late: other values than those that were asked about are asked about again.
        bool DoAsAsked(string more)
        {
            targets = rules.OwnedNow(targets);
            if (new DeedPreview(deed, targets).DiffersFrom(preview))
            {
                confirmation.Forget();
                Act(targets, deed, press);
                return false;
            }

            Do(targets, deed, more);
            return true;
        }
    }

    // Counted only where something is asked: the group of every process must be read for it.
    private Intention WithSessions(Intention intention, DeedPreview preview) => preview.Deed.IsForSessions
        ? intention with
        {
            SessionProcesses = Editor.CountInAutogroups(preview.Reached, context.Readings.Snapshot!.Processes.Select(process => process.Pid)),
        }
        : intention;

    private void Do(AffinityTargets targets, Deed deed, string more)
    {
        looks.Finish();
        if (DoOrAsk(targets, deed, more) is not { } batch)
        {
            return;
        }

        looks.SayOutcome(Told(batch), batch.MayBeSetBack ? () => Told(batch.LookAgain()) : null);
        gains.TellApplied();
        TellRefusals(batch);
        context.Services.Pace.RefreshNow();

        (string Sentence, bool IsDone) Told(TaskBatch made) => (made.Done > 0 ? $"{made.Sentence}{more}" : made.Sentence, made.IsComplete);
    }

    // Null when the user must agree first to do without undo.
    private TaskBatch? DoOrAsk(AffinityTargets targets, Deed deed, string more)
    {
        List<TaskTarget> chosen = DeedTargets.Of(targets, deed);
        TaskBatch batch = deed.Do(chosen, false);
        if (batch is not { JournalProblem: { } problem, Outcomes.IsEmpty: true })
        {
            return batch;
        }

        return unwritten.IsAgreed(problem, () => Do(targets, deed, more)) ? deed.Do(chosen, true) : null;
    }

    // The message line holds one; where there are more, each has a line of its own.
    private void TellRefusals(TaskBatch batch)
    {
        ImmutableArray<PickItem> refused =
        [
            .. batch.Outcomes
                .Where(outcome => !outcome.Refusals.IsEmpty)
                .Select(outcome => new PickItem(outcome.Sentence)),
        ];
        if (refused.Length > 1)
        {
            context.Pick(new PickMenu($"{refused.Length} of {batch.Outcomes.Length} refused", refused, Line: 0, _ => { }));
        }
    }

    private void SayNothingDone() => context.Messages.Say("Nothing was done.", StatusKind.Done);
}
