using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Tui.Cores;
using CoreTop.Tui.Keys;

namespace CoreTop.Tui;

/// <content>The core panel.</content>
internal sealed partial class MainScreen
{
    private (CpuTopology Topology, CoreView View, int Width, int MaxHeight)? _laidOut;

    /// <summary>What the user chose in the core panel.</summary>
    public CorePanelState Cores { get; private set; } = new();

    /// <summary>What goes where in the core panel; null until the first snapshot is there.</summary>
    public CorePanelLayout? CoreLayout { get; private set; }

    /// <summary>Crowded CPUs and by how many.</summary>
    public ImmutableDictionary<CpuId, int> Crowds => Diagnosis.Crowds;

    /// <summary>The CPUs that the selected task may use; null when it may use all, or when that is unknown.</summary>
    public CpuSet? MarkedCpus =>
        Snapshot is { } snapshot && Selected?.Task.Affinity is { } affinity && !snapshot.Topology.Online.IsSubsetOf(affinity)
            ? affinity
            : null;

    /// <summary>The panel now has this much room; answers the rows it takes.</summary>
    public int LayOutCores(int width, int maxHeight)
    {
        if (Snapshot is not { } snapshot)
        {
            return 0;
        }

        var wanted = (snapshot.Topology, Cores.View, width, maxHeight);
        if (CoreLayout is null || _laidOut != wanted)
        {
            _laidOut = wanted;
            CoreLayout = CorePanelLayout.Make(snapshot.Topology, Cores.View, width, maxHeight);
        }

        Cores = Cores.Follow(CoreLayout, snapshot.Topology);
        return CoreLayout.Height;
    }

    public void ShowCores(CoreView view)
    {
        Cores = Cores with { View = view };
        Changed?.Invoke();
    }

    public void MoveInCores()
    {
        if (CoreLayout is not null)
        {
            Cores = Cores.Move(_pressed, CoreLayout);
            Changed?.Invoke();
        }
    }

    public void TogglePick()
    {
        if (CoreLayout is not null && Snapshot is not null)
        {
            Cores = Cores.TogglePick(CoreLayout, Snapshot.Topology.Online);
            Changed?.Invoke();
        }
    }

    /// <summary>Keeps only the tasks that last ran on the CPU under the cursor; again, shows all.</summary>
    public void FilterByCpu()
    {
        if (Cores.Cursor is { } cpu)
        {
            bool isOn = List.LastCpu == cpu;
            Choose(List with { LastCpu = isOn ? null : cpu });
            Say(isOn ? "All tasks are shown." : $"{OnlyOn(cpu)}; Enter or Esc shows all.", Lines.StatusKind.Done);
        }
    }

    private string OnlyOn(CpuId cpu) => Rows.Count(row => !row.Is(RowTraits.Context)) switch
    {
        0 => $"No task last ran on CPU {cpu}",
        1 => $"Only the task that last ran on CPU {cpu} is shown",
        int tasks => $"Only the {tasks} tasks that last ran on CPU {cpu} are shown",
    };

    public void ClickCpu(CpuId cpu)
    {
        Panel = KeyPanel.Cores;
        Cores = Cores with { Cursor = cpu };
        Changed?.Invoke();
    }
}
