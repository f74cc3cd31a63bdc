using CoreTop.Actions;
using CoreTop.Analysis.Placement;
using CoreTop.Model.Cpus;
using CoreTop.Tui.Affinity;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Lines;
using CoreTop.Tui.Processes;

namespace CoreTop.Tui;

/// <content>Changing affinities: who is meant, what is asked beforehand, what is said afterwards.</content>
internal sealed partial class MainScreen
{
    private const int MostTasksUnasked = 50;

    /// <summary>The load of a CPU that something was just sent to is seen this late.</summary>
    private static readonly TimeSpan TakenFor = TimeSpan.FromSeconds(10);

    private readonly Dictionary<CpuId, long> _sentTo = [];
    private readonly Dictionary<RowKey, CpuId> _lastSentTo = [];

    /// <summary>Why nothing can be changed; null when it can.</summary>
    public string? WhyNotChange() =>
        services.IsReadOnly ? "Read only: CoreTop was started with --readonly and changes nothing." : null;

    /// <summary>Sends each target to an idle CPU of its own.</summary>
    public void SendToIdleCore() => Change("Send to idle CPUs", Targets(), targets =>
    {
        CpuSet taken = TakenCpus(), sentTo = CpuSet.Empty;
        var requests = new List<AffinityRequest>();
        string why = string.Empty;
        string? whyNone = null;
        foreach (ProcessRow row in targets.Rows)
        {
            CpuId? last = _lastSentTo.TryGetValue(row.Key, out CpuId before) ? before : null;
            IdleCpuChoice choice = IdleCpuFinder.Find(Snapshot!, row.Task, row.Process.Limit, taken, last);
            if (choice.Cpu is not { } cpu)
            {
                whyNone ??= $"{AffinityTargets.Name(row)}: {choice.Why}";
                continue;
            }

            CpuSet target = CpuSet.Of(cpu.Number);
            (taken, sentTo, why) = (taken.Union(target), sentTo.Union(target), choice.Why);
            _sentTo[cpu] = services.Time.GetTimestamp();
            _lastSentTo[row.Key] = cpu;
            requests.Add(AffinityTargets.Request(row, target));
        }

        int left = targets.Rows.Length - requests.Count;
        string chosen = requests.Count == 1 ? $"CPU {sentTo}: {why}." : $"To CPUs {sentTo}, one each.";
        string more = requests.Count == 0 ? $"No idle CPU: {whyNone}."
            : left > 0 ? $"{chosen} {left} left where they are: {whyNone}."
            : chosen;
        return new AffinityWish("idle CPU", requests, more, IsPartial: left > 0);
    }, isOneCpuEach: true);

    /// <summary>Gives the targets every CPU that their cpuset allows.</summary>
    public void Release() => Change("Release", Targets(), targets =>
        new AffinityWish("release", targets.Requests(_ => null), More: null));

    /// <summary>Pins the targets to the picked CPUs or, when none is, to those under the cursor.</summary>
    public void PinToPicked()
    {
        CpuSet cpus = Cores.Picked.IsEmpty ? CpusUnderCursor() : Cores.Picked;
        if (cpus.IsEmpty)
        {
            Say("The CPU under the cursor is offline: pick one that is online.", StatusKind.Refused);
            return;
        }

        Change($"Pin to {cpus}", Targets(), targets => new AffinityWish($"pin to {cpus}", targets.Requests(_ => cpus), More: null));
    }

    /// <summary>Takes the last change back.</summary>
    public void Undo()
    {
        if (services.Editor.Undo() is not { } outcome)
        {
            Say("There is no change of affinity to take back.", StatusKind.Refused);
            return;
        }

        _sentTo.Clear();
        _lastSentTo.Clear();
        Say(outcome.Sentence, outcome.Skipped.IsEmpty ? StatusKind.Done : StatusKind.Refused);
        services.Pace.RefreshNow();
    }

    private AffinityTargets Targets() => Snapshot is { } snapshot
        ? AffinityTargets.Of(snapshot, Rows, Tags, Selected)
        : new AffinityTargets([], AreTagged: false, HiddenCount: 0);

    // Asks what must be asked, then does it; the wish is made last, from what is idle by then.
    private void Change(string verb, AffinityTargets all, Func<AffinityTargets, AffinityWish> wish, bool isOneCpuEach = false)
    {
        AffinityTargets targets = all.Movable();
        if (targets.Rows.IsEmpty)
        {
            Say(all.WhyOthersStay() ?? "No task is selected.", StatusKind.Refused);
            return;
        }

        if (QuestionBefore(verb, targets, isOneCpuEach) is { } question)
        {
            Ask(Prompt.YesOrNo(question, () => Apply(wish(targets), all.WhyOthersStay()), SayNothingChanged));
        }
        else
        {
            Apply(wish(targets), all.WhyOthersStay());
        }
    }

    private string? QuestionBefore(string verb, AffinityTargets targets, bool isOneCpuEach)
    {
        // All threads of a process on one CPU are a pile-up, when they run: that must be meant.
        bool isCrowding = isOneCpuEach && targets.ThreadCount > targets.Rows.Length;
        int foreign = targets.CountForeign(services.UserId);
        if (targets.HiddenCount == 0 && foreign == 0 && !isCrowding && targets.ThreadCount <= MostTasksUnasked)
        {
            return null;
        }

        string whom = targets.AreTagged ? $"{targets.Rows.Length} tagged" : AffinityTargets.Name(targets.Rows[0]);
        string hidden = targets.HiddenCount > 0 ? $", {targets.HiddenCount} of them hidden by the filter" : string.Empty;
        string threads = isCrowding ? $", all {targets.ThreadCount} threads, those of a process on one CPU (H: one thread)"
            : targets.ThreadCount > MostTasksUnasked ? $", {targets.ThreadCount} threads"
            : string.Empty;
        string others = foreign > 0 ? $", {foreign} of other users" : string.Empty;
        return $"{verb}: {whom}{hidden}{threads}{others}: go on?";
    }

    private void Apply(AffinityWish wish, string? others, bool withoutJournal = false)
    {
        if (wish.Requests.Count == 0)
        {
            Say(wish.More ?? "There is nothing to change.", StatusKind.Refused);
            return;
        }

        BatchOutcome outcome = services.Editor.Apply(wish.Summary, wish.Requests, withoutJournal);
        if (outcome is { JournalProblem: { } problem, Changed: 0 } && !withoutJournal)
        {
            Say(problem, StatusKind.Refused);
            Ask(Prompt.YesOrNo(
                "No undo will be possible after CoreTop ends: go on?",
                () => Apply(wish, others, withoutJournal: true),
                SayNothingChanged));
            return;
        }

        bool isDone = outcome.IsComplete && others is null && !wish.IsPartial;
        Say(string.Join(' ', new[] { outcome.Sentence, wish.More, others }.OfType<string>()), isDone ? StatusKind.Done : StatusKind.Refused);
        services.Pace.RefreshNow();
    }

    private void SayNothingChanged() => Say("Nothing was changed.", StatusKind.Done);

    private CpuSet CpusUnderCursor() => Cores.Cursor is { } cursor && CoreLayout?.Find(cursor) is { } placed && Snapshot is { } snapshot
        ? placed.Item.Cpus.Intersect(snapshot.Topology.Online)
        : CpuSet.Empty;

    private CpuSet TakenCpus() => CpuSet.Of(_sentTo.Where(sent => services.Time.GetElapsedTime(sent.Value) < TakenFor).Select(sent => sent.Key));
}
