using System.Drawing;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Cores;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.AffinityEditor;

/// <summary>The affinity editor, under the header.</summary>
internal sealed class AffinityEditorPane : Pane
{
    private const string Group = "Affinity editor";
    private const string Ended = "The tasks whose affinity was edited have ended, and nothing was changed: Esc closes the editor.";

    private readonly Changes _changes;
    private (CpuTopology Topology, Size Room, int TopRows)? _laidOut;
    private AffinityEditorTop _top = AffinityEditorTop.None;

    // Null while it is closed.
    private CorePanelLayout? _layout;

    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="changes">Makes the change.</param>
    public AffinityEditorPane(ScreenContext context, Theme theme, Changes changes) : base(context)
    {
        _changes = changes;
        View = new AffinityEditorView(theme, context.Readings, () => State, () => _layout, () => _top, Click);
    }

    /// <summary>The keys.</summary>
    public static PaneKeys Table { get; } = new(
    [
        SharedKeys.Help,
        SharedKeys.Redraw,
        Edit("Up Down Left Right Home End PgUp PgDn", "Moves from CPU to CPU.",
            (pane, press) => pane.Move(press.Name)),
        Edit("Space", "Puts the CPU in or takes it out.",
            (pane, _) => pane.Toggle(place => CpuSet.Of(place.Cpu.Number)), "Pick", 0),
        Edit("c", "The whole core in or out: the CPU and its SMT siblings.",
            (pane, _) => pane.Toggle(place => place.Siblings), "Core", 2),
        Edit("l", "All CPUs of the last-level cache in or out.",
            (pane, _) => pane.ToggleCache(), "Cache", 2),
        Edit("n", "All CPUs of the NUMA node in or out.",
            (pane, _) => pane.ToggleNode(), "Node", 2),
        Edit("a", "All CPUs that the tasks may use: on Enter they are released.",
            (pane, _) => pane.Pick(snapshot => snapshot.Topology.Online), "All", 1),
        Edit("i", "The idle CPUs and no others.",
            (pane, _) => pane.Pick(_ => pane.Naming.Inside(pane.Naming.Idle!)), "Idle", 1),
        Edit("u", "No CPU: to start over.",
            (pane, _) => pane.Pick(_ => CpuSet.Empty), "None", 2),
        Edit(": 0 1 2 3 4 5 6 7 8 9 ! -",
            "Types the CPUs: 0-3,8,16-31:2, all, idle, node0, llc2, core5, pcores, ecores, isolated, gpu0, nvme0, nic:eth0, pci:3b:00.0, 2 of idle, separated by commas; - or ! before one takes it away.",
            (pane, press) => pane.TypeCpus(press.Name), "Type", 1),
        Edit("s",
            "The scope: this thread, all threads of the process, the process with its descendants.",
            (pane, _) => pane.NextScope(), "Scope", 1),
        Edit("Enter", "Changes the affinity to the CPUs picked.",
            (pane, _) => pane.Apply(), "Apply", 0),
        new KeyCommand<AffinityEditorPane>("Esc q F10", Group, "Closes the editor; nothing is changed.",
            (pane, _) => pane.Close(), "Cancel", 0),
        SharedKeys.QuitAnywhere,
    ]);

    /// <summary>What it shows; null while it is closed.</summary>
    public AffinityEdit? State { get; private set; }

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.UnderHeader;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys => Table;

    // All CPUs may be picked, whichever are looked at: a mask is not cut unseen.
    private Snapshot? Snapshot => Context.Readings.Snapshot?.Whole;

    private CpuNaming Naming => Context.NamingOf(Context.Readings.Snapshot!);

    /// <summary>Opens the editor for the tagged or the selected tasks.</summary>
    public void Open()
    {
        AffinityTargets asked = _changes.Rules.OwnedNow(_changes.Rules.Targets());
        if (Snapshot is not { } snapshot || asked.Movable().Rows.IsEmpty)
        {
            Context.Messages.Say(asked.WhyOthersStay() ?? "No task is selected.", StatusKind.Refused);
            return;
        }

        if (_changes.Rules.WhyForbidden(asked) is { } forbidden)
        {
            Context.Messages.Say(forbidden, StatusKind.Refused);
            return;
        }

        State = AffinityEdit.For(asked, snapshot);
        Context.Push(this);
        if (asked.WhyOthersStay() is { } others)
        {
            Context.Messages.Say(others, StatusKind.Refused);
        }
    }

    /// <inheritdoc/>
    public override Size Fit(Size room)
    {
        if (State is not { } edit || Snapshot is not { } snapshot)
        {
            return room;
        }

        _top = AffinityEditorTop.Of(edit, snapshot.Topology, room.Width);
        var wanted = (snapshot.Topology, room, _top.Lines.Count);
        if (_layout is null || _laidOut != wanted)
        {
            _laidOut = wanted;
            _layout = CoreLayouts.MakeGrid(snapshot.Topology, room.Width, room.Height - _top.Lines.Count);
        }

        State = edit with { Grid = edit.Grid.Follow(_layout, snapshot.Topology) };
        return room;
    }

    /// <inheritdoc/>
    public override void Take(Snapshot snapshot, Diagnosis diagnosis)
    {
        if (State is not { } edit)
        {
            return;
        }

        State = edit.On(snapshot.Whole);
        if (State.HasEnded && !edit.HasEnded)
        {
            Context.Messages.Say(Ended, StatusKind.Refused);
        }
    }

    // It stays open: the next key would be meant for it, and would do something to the task under the list's cursor.
    private static KeyCommand<AffinityEditorPane> Edit(
        string keys, string help, Action<AffinityEditorPane, KeyPress> run, string? label = null, int rank = 0) =>
        new(keys, Group, help, run, label, rank, static pane => pane.WhyEnded);

    private string? WhyEnded => State is { HasEnded: true } ? Ended : null;

    private void Close()
    {
        Context.Panes.Close(this);
        (State, _layout) = (null, null);
        Context.Messages.Current = null;
    }

    // Puts the CPU in or takes it out, and moves the cursor there.
    private void Click(CpuId cpu)
    {
        if (State is { HasEnded: false } edit)
        {
            State = edit with { Grid = edit.Grid with { Cursor = cpu } };
            Toggle(place => CpuSet.Of(place.Cpu.Number));
            Context.Refresh();
        }
    }

    private void Move(string keyName)
    {
        if (State is { } edit && _layout is { } layout)
        {
            State = edit with { Grid = edit.Grid.Move(keyName, layout) };
        }
    }

    // Puts CPUs near the cursor in or, when all of them are in, takes them out.
    private void Toggle(Func<CpuPlace, CpuSet> near)
    {
        if (State is not { Grid.Cursor: { } cursor } edit || Snapshot?.Topology.Find(cursor) is not { } place)
        {
            return;
        }

        CpuSet cpus = near(place);
        if (cpus.Overlaps(edit.Allowed))
        {
            Context.Messages.Current = null;
            State = edit.Toggle(cpus);
        }
        else
        {
            Context.Messages.Say(WhyNotAllowed(cpus), StatusKind.Refused);
        }
    }

    private void ToggleNode() => Toggle(place =>
        CpuSet.Of(Snapshot!.Topology.Cpus.Where(other => other.Node == place.Node).Select(other => other.Cpu)));

    private void ToggleCache() => Toggle(place => place.LastLevelCache is { } cache
        ? Snapshot!.Topology.LastLevelCaches[cache]
        : CpuSet.Of(place.Cpu.Number));

    private void Pick(Func<Snapshot, CpuSet> cpus)
    {
        if (State is { } edit && Snapshot is { } snapshot)
        {
            Context.Messages.Current = null;
            State = edit.WithPicked(cpus(snapshot));
        }
    }

    private void NextScope()
    {
        if (State is { } edit && Snapshot is { } snapshot)
        {
            State = edit.WithNextScope(snapshot);
        }
    }

    // Asks for CPUs as a text, which begins with the key, and picks them while it is typed.
    private void TypeCpus(string keyName)
    {
        if (State is not { } before)
        {
            return;
        }

        string start = keyName == ":" ? string.Empty : keyName;
        Context.Ask(new Prompt(
            "CPUs:",
            Snapshot is { Topology.Efficiency.IsEmpty: false }
                ? "0-3,8 16-31:2 pcores ecores core5 idle all,-0"
                : "0-3,8 node0 llc2 core5 gpu0 2 of idle all,-0",
            start,
            Preview,
            TakeTyped,
            () => State = State?.WithPicked(before.Grid.Picked)));
        Preview(start);
    }

    private void Preview(string text)
    {
        if (State is { HasEnded: false } edit && TryReadCpus(text, out CpuSet cpus, out _))
        {
            State = edit.WithPicked(cpus);
        }
    }

    private string? TakeTyped(string text)
    {
        if (State is not { HasEnded: false } edit)
        {
            return "The tasks have ended: Esc cancels.";
        }

        if (!TryReadCpus(text, out CpuSet cpus, out string error))
        {
            return error;
        }

        if (!cpus.Overlaps(edit.Allowed))
        {
            return WhyNotAllowed(cpus);
        }

        State = edit.WithPicked(cpus);
        CpuSet outside = cpus.Except(edit.Allowed);
        Context.Messages.Current = outside.IsEmpty ? null : new StatusMessage(WhyNotAllowed(outside), StatusKind.Refused);
        return null;
    }

    private bool TryReadCpus(string text, out CpuSet cpus, out string error) =>
        CpuExpression.TryParse(text, Naming, out cpus, out error);

    private string WhyNotAllowed(CpuSet cpus)
    {
        CpuSet offline = cpus.Except(Snapshot!.Topology.Online);
        if (!offline.IsEmpty)
        {
            return $"CPU {offline} is offline.";
        }

        string? cgroup = State?.Targets.Rows.Select(row => row.Process.Details?.LimitedBy).FirstOrDefault(limitedBy => limitedBy is not null);
        string name = cpus.Count == 1 ? $"CPU {cpus} is" : $"CPUs {cpus} are";
        return $"{name} left out: the cpuset{(cgroup is null ? string.Empty : $" of {cgroup}")} allows {State?.Allowed}.";
    }

    // Changes the affinity of the targets to the CPUs picked, and closes the editor.
    private void Apply()
    {
        if (State is not { } edit)
        {
            return;
        }

        if (edit.Grid.Picked.IsEmpty)
        {
            Context.Messages.Say("No CPU is picked: a task needs at least one. Space picks, a picks all.", StatusKind.Refused);
            return;
        }

        Close();
        CpuSet picked = edit.Grid.Picked;
        _changes.Affinities.Change(edit.Targets, targets => edit.Wanted is null
            ? new AffinityWish("Release", "release", targets.Requests(_ => null))
            : new AffinityWish($"Set to {picked}", $"set to {picked}", targets.Requests(_ => picked)));
    }
}
