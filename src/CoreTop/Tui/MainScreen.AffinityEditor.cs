using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Tui.Affinity;
using CoreTop.Tui.Cores;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Lines;

namespace CoreTop.Tui;

/// <content>The affinity editor.</content>
internal sealed partial class MainScreen
{
    private (Snapshot Snapshot, Dictionary<CpuId, int> Counts)? _busyTasks;
    private (CpuTopology Topology, int Width, int Height)? _editorLaidOut;

    /// <summary>What the affinity editor shows; null while it is closed.</summary>
    public AffinityEdit? Edit { get; private set; }

    /// <summary>What goes where in the editor's grid; null while it is closed.</summary>
    public CorePanelLayout? EditLayout { get; private set; }

    /// <summary>For each CPU the busy tasks that last ran there; those without are not in it.</summary>
    public IReadOnlyDictionary<CpuId, int> BusyTasksByCpu
    {
        get
        {
            if (Snapshot is { } snapshot && !ReferenceEquals(_busyTasks?.Snapshot, snapshot))
            {
                _busyTasks = (snapshot, BusyTasks.Count(snapshot));
            }

            return _busyTasks?.Counts ?? [];
        }
    }

    /// <summary>Opens the editor for the tagged or the selected tasks.</summary>
    public void EditAffinity()
    {
        AffinityTargets asked = Targets();
        if (Snapshot is not { } snapshot || asked.Movable().Rows.IsEmpty)
        {
            Say(asked.WhyOthersStay() ?? "No task is selected.", StatusKind.Refused);
            return;
        }

        Message = asked.WhyOthersStay() is { } others ? new StatusMessage(others, StatusKind.Refused) : null;
        Edit = AffinityEdit.For(asked, snapshot);
        Open(Overlay.AffinityEditor, line: 0);
    }

    /// <summary>The grid now has this much room.</summary>
    public void LayOutEditor(int width, int height)
    {
        if (Edit is not { } edit || Snapshot is not { } snapshot)
        {
            return;
        }

        if (EditLayout is null || _editorLaidOut != (snapshot.Topology, width, height))
        {
            _editorLaidOut = (snapshot.Topology, width, height);
            EditLayout = CorePanelLayout.MakeGrid(snapshot.Topology, width, height);
        }

        Edit = edit with { Grid = edit.Grid.Follow(EditLayout, snapshot.Topology) };
    }

    public void CloseEditor()
    {
        CloseOverlay();
        Edit = null;
        EditLayout = null;
        Message = null;
    }

    public void MoveInEditor()
    {
        if (Edit is { } edit && EditLayout is { } layout)
        {
            Edit = edit with { Grid = edit.Grid.Move(_pressed, layout) };
        }
    }

    /// <summary>Puts the CPU in or takes it out, and moves the cursor there.</summary>
    public void ClickCpuInEditor(CpuId cpu)
    {
        if (Edit is { } edit)
        {
            Edit = edit with { Grid = edit.Grid with { Cursor = cpu } };
            ToggleInEditor(place => CpuSet.Of(place.Cpu.Number));
            Changed?.Invoke();
        }
    }

    /// <summary>Puts CPUs near the cursor in or, when all of them are in, takes them out.</summary>
    /// <param name="near">Those meant.</param>
    public void ToggleInEditor(Func<CpuPlace, CpuSet> near)
    {
        if (Edit is not { Grid.Cursor: { } cursor } edit || Snapshot?.Topology.Find(cursor) is not { } place)
        {
            return;
        }

        CpuSet cpus = near(place);
        if (cpus.Overlaps(edit.Allowed))
        {
            Message = null;
            Edit = edit.Toggle(cpus);
        }
        else
        {
            Say(WhyNotAllowed(cpus), StatusKind.Refused);
        }
    }

    public void ToggleNodeInEditor() => ToggleInEditor(place =>
        CpuSet.Of(Snapshot!.Topology.Cpus.Where(other => other.Node == place.Node).Select(other => other.Cpu)));

    public void ToggleCacheInEditor() => ToggleInEditor(place => place.LastLevelCache is { } cache
        ? Snapshot!.Topology.LastLevelCaches[cache]
        : CpuSet.Of(place.Cpu.Number));

    public void PickInEditor(Func<Snapshot, CpuSet> cpus)
    {
        if (Edit is { } edit && Snapshot is { } snapshot)
        {
            Message = null;
            Edit = edit.WithPicked(cpus(snapshot));
        }
    }

    public void NextScope()
    {
        if (Edit is { } edit && Snapshot is { } snapshot)
        {
            Edit = edit.WithNextScope(snapshot);
        }
    }

    /// <summary>Asks for CPUs as a text, and picks them while it is typed.</summary>
    public void TypeCpus()
    {
        if (Edit is not { } before)
        {
            return;
        }

        string start = _pressed == ":" ? string.Empty : _pressed;
        Ask(new Prompt(
            "CPUs:",
            Snapshot is { Topology.Efficiency.IsEmpty: false }
                ? "0-3,8 16-31:2 pcores ecores core5 idle all,-0"
                : "0-3,8 16-31:2 node0 llc2 core5 idle all,-0",
            start,
            text => Preview(before, text),
            text => TakeTyped(before, text),
            () => Edit = before));
        Preview(before, start);
    }

    /// <summary>Changes the affinity of the targets to the CPUs picked, and closes the editor.</summary>
    public void ApplyEdit()
    {
        if (Edit is not { } edit)
        {
            return;
        }

        if (edit.Grid.Picked.IsEmpty)
        {
            Say("No CPU is picked: a task needs at least one. Space picks, a picks all.", StatusKind.Refused);
            return;
        }

        CloseEditor();
        CpuSet picked = edit.Grid.Picked;
        Change(edit.Targets, targets => edit.Wanted is null
            ? new AffinityWish("Release", "release", targets.Requests(_ => null))
            : new AffinityWish($"Set to {picked}", $"set to {picked}", targets.Requests(_ => picked)));
    }

    private void RefreshEditor(Snapshot snapshot)
    {
        if (Edit is not { } edit)
        {
            return;
        }

        Edit = edit.On(snapshot);
        if (Edit is null)
        {
            CloseEditor();
            Say("The tasks whose affinity was edited have ended.", StatusKind.Refused);
        }
    }

    private void Preview(AffinityEdit before, string text)
    {
        if (TryReadCpus(text, out CpuSet cpus, out _))
        {
            Edit = before.WithPicked(cpus);
        }
    }

    private string? TakeTyped(AffinityEdit before, string text)
    {
        if (!TryReadCpus(text, out CpuSet cpus, out string error))
        {
            return error;
        }

        if (!cpus.Overlaps(before.Allowed))
        {
            return WhyNotAllowed(cpus);
        }

        Edit = before.WithPicked(cpus);
        CpuSet outside = cpus.Except(before.Allowed);
        Message = outside.IsEmpty ? null : new StatusMessage(WhyNotAllowed(outside), StatusKind.Refused);
        return null;
    }

    private bool TryReadCpus(string text, out CpuSet cpus, out string error) =>
        CpuExpression.TryParse(text, Snapshot!.Topology, IdleCpus(Snapshot), out cpus, out error);

    /// <summary>The CPUs that are idle and that the scheduler uses.</summary>
    public static CpuSet IdleCpus(Snapshot snapshot) => CpuSet.Of(snapshot.Cpus
        .Where(cpu => CoreLoad.IsIdle(cpu) && !snapshot.Topology.Isolated.Contains(cpu.Cpu))
        .Select(cpu => cpu.Cpu));

    private string WhyNotAllowed(CpuSet cpus)
    {
        CpuSet offline = cpus.Except(Snapshot!.Topology.Online);
        if (!offline.IsEmpty)
        {
            return $"CPU {offline} is offline.";
        }

        string? cgroup = Edit?.Targets.Rows.Select(row => row.Process.Details?.LimitedBy).FirstOrDefault(limitedBy => limitedBy is not null);
        string name = cpus.Count == 1 ? $"CPU {cpus} is" : $"CPUs {cpus} are";
        return $"{name} left out: the cpuset{(cgroup is null ? string.Empty : $" of {cgroup}")} allows {Edit?.Allowed}.";
    }
}
