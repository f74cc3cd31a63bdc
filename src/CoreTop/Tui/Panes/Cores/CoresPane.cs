using System.Drawing;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Settings;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Cores;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Cores;

/// <summary>The core panel: always in view, and open while it has the keyboard.</summary>
internal sealed class CoresPane : PanelPane
{
    private const string Group = "Core panel";

    private readonly BusyTaskMemory _busyTasks = new();
    private (CpuTopology Topology, CoreView View, Size Room)? _laidOut;

    private CpuSet _underCursor = CpuSet.Empty;

    // Null until the first snapshot is there.
    private CorePanelLayout? _layout;

    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="changes">Changes tasks.</param>
    public CoresPane(ScreenContext context, Theme theme, Changes changes) : base(context, changes) =>
        View = new CoresView(theme, context, () => State, () => _layout, Click);

    /// <summary>The keys.</summary>
    public static PaneKeys Table { get; } = new(
    [
        .. PanelKeys.First,
        .. PanelKeys.Showing,
        .. PanelKeys.Tasks,
        new KeyCommand<CoresPane>("Up Down Left Right Home End PgUp PgDn", Group, "Moves from CPU to CPU; in the heat picture Left, Right, PgUp and PgDn move in time.",
            (pane, press) => pane.Move(press.Name)),
        new KeyCommand<CoresPane>("Space", Group, "Picks the CPU or takes the pick away.", (pane, _) => pane.TogglePick(), "Pick", 1),
        new KeyCommand<CoresPane>("Enter", Group, "Keeps only the tasks that last ran on the CPU; again, shows all.",
            (pane, _) => pane.FilterByCpu(), "Only this", 1),
        new KeyCommand<CoresPane>("p", Group,
            "Pins the selected or the tagged tasks to the picked CPUs, or to the one under the cursor.",
            (pane, press) => pane.Pin(press), "Pin", 1, pane => pane.Context.Services.WhyReadOnly),
        new KeyCommand<CoresPane>("Tab Shift-Tab Esc", Group, "Back to the process list.",
            (pane, _) => pane.Context.Panes.LeaveCores(), "Back", 0),
        new KeyCommand<CoresPane>("F3 / F4 \\ F5 F6", Group, "Search, filter, tree and order of the process list, which takes the keyboard.",
            (pane, press) => pane.PassOn(press)),
        PanelKeys.Quit,
    ]);

    /// <summary>What the user chose.</summary>
    public CorePanelState State { get; private set; } = new();

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.Cores;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys => Table;

    /// <inheritdoc/>
    public override string? Detail => Snapshot is { } snapshot && State.Cursor is { } cpu
        ? DetailOfPast(cpu) ?? CpuDetail.Text(snapshot, cpu, _busyTasks.Of(snapshot).GetValueOrDefault(cpu))
        : null;

    /// <summary>CPUs of which clock and temperature are shown: all where their bars have room for that, else the one under the cursor.</summary>
    public CpuSet SensorsShown =>
        Snapshot is not { } snapshot || _layout is not { } layout || Context.Panes.Cover is not null ? CpuSet.Empty
        : layout.HasSensors ? snapshot.Topology.Online
        : !Context.Panes.HasCores || State.Cursor is not { } cursor ? CpuSet.Empty
        : _underCursor.First == cursor ? _underCursor
        : (_underCursor = CpuSet.Of(cursor.Number));

    // The lowest pane.
    private IPane List => Context.Panes.All[0];

    private Snapshot? Snapshot => Context.Readings.Snapshot;

    /// <inheritdoc/>
    public override Size Fit(Size room)
    {
        if (Snapshot is not { } snapshot)
        {
            return room with { Height = 0 };
        }

        var wanted = (snapshot.Topology, Context.Look.CoreView, room);
        // The rest of the machine has one row.
        int rest = snapshot.Bounds is null ? 0 : 1;
        if (_layout is null || _laidOut != wanted)
        {
            _laidOut = wanted;
            _layout = CoreLayouts.Make(snapshot.Topology, Context.Look.CoreView, room.Width, room.Height - rest);
        }

        State = State.Follow(_layout, snapshot.Topology);
        State = State.Moment < Context.Heat.First ? State with { Moment = Context.Heat.First } : State;
        return room with { Height = _layout.Height + rest };
    }

    /// <inheritdoc/>
    protected override string KeyBack => "Tab";

    private void PassOn(KeyPress press)
    {
        Context.Panes.LeaveCores();
        List.Press(press);
    }

    private void Click(CpuId cpu)
    {
        State = State with { Cursor = cpu };
        Context.Push(this);
    }

    private void Move(string keyName)
    {
        if (_layout is not null)
        {
            State = _layout.IsHeat && keyName is ("Left" or "Right" or "PgUp" or "PgDn")
                ? State.MoveInTime(keyName, Context.Heat, Math.Max(1, _layout.BarWidth / 2))
                : State.Move(keyName, _layout);
        }
    }

    private void TogglePick()
    {
        if (_layout is not null && Snapshot is not null)
        {
            State = State.TogglePick(_layout, Snapshot.Topology.Online);
        }
    }

    private void FilterByCpu()
    {
        if (State.Cursor is { } cpu)
        {
            ListOptions list = Context.Tasks.Options;
            bool isOn = list.LastCpu == cpu;
            Context.Tasks.Choose(list with { LastCpu = isOn ? null : cpu });
            Context.Messages.Say(isOn ? "Tasks of all CPUs are shown again." : $"{OnlyOn(cpu)}; Enter shows all.", StatusKind.Done);
        }
    }

    // What was, for a row of the heat picture; null for a CPU as it is now.
    private string? DetailOfPast(CpuId cpu) =>
        _layout is { IsHeat: true } && _layout.Find(cpu) is { } placed && (State.Moment is not null || placed.Item.Cpus.Count > 1)
            ? HeatDetail.Text(Context.Heat, placed.Item.Cpus, State.Moment)
            : null;

    private string OnlyOn(CpuId cpu) => Context.Tasks.Rows.Sum(TasksIn) switch
    {
        0 => $"No task last ran on CPU {cpu}",
        1 => $"Only the task that last ran on CPU {cpu} is shown",
        int tasks => $"Only the {tasks} tasks that last ran on CPU {cpu} are shown",
    };

    private static int TasksIn(ProcessRow row) => row.Group is { } group ? row.Is(RowTraits.Folded) ? group.Members.Length : 0
        : row.Is(RowTraits.Context) ? 0
        : 1;

    // To the picked CPUs or, when none is, to those under the cursor.
    private void Pin(KeyPress press)
    {
        CpuSet cpus = State.Picked.IsEmpty ? CpusUnderCursor() : State.Picked;
        if (cpus.IsEmpty)
        {
            Context.Messages.Say("The CPU under the cursor is offline: pick one that is online.", StatusKind.Refused);
            return;
        }

        Changes.Affinities.Pin(cpus, press);
    }

    private CpuSet CpusUnderCursor() => State.Cursor is { } cursor && _layout?.Find(cursor) is { } placed && Snapshot is { } snapshot
        ? CorePanelState.UnderCursor(placed.Item, cursor).Intersect(snapshot.Topology.Online)
        : CpuSet.Empty;
}
