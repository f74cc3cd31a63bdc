using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Tui.Cores;

namespace CoreTop.Tui.Screen;

/// <summary>What the panes share, and what they may ask of the screen. Belongs to the UI thread.</summary>
internal sealed class ScreenContext
{
    private ITaskSelection? _tasks;
    private IPaneOpener? _opener;

    public ScreenContext(ScreenServices services)
    {
        Services = services;
        Readings = new Readings(services);
        Messages = new Messages(Readings, services.Time, Refresh);
        Bounds = new BoundsSwitch(services, Messages);
        Look = new ScreenLook(services, Messages, () => Tasks);
        Finding = new FindingInView(Readings, Messages, services, () => Tasks);
        WaitCosts = new WaitCosts(Readings);
    }

    /// <summary>The world around the screen.</summary>
    public ScreenServices Services { get; }

    /// <summary>What was read of the machine.</summary>
    public Readings Readings { get; }

    /// <summary>What the message line says.</summary>
    public Messages Messages { get; }

    /// <summary>The finding that the screen speaks of.</summary>
    public FindingInView Finding { get; }

    /// <summary>Which waits cost something.</summary>
    public WaitCosts WaitCosts { get; }

    /// <summary>Which CPUs are looked at.</summary>
    public BoundsSwitch Bounds { get; }

    /// <summary>How the screen is set up.</summary>
    public ScreenLook Look { get; }

    /// <summary>What the CPUs did, for the heat picture.</summary>
    public HeatHistory Heat { get; } = new();

    /// <summary>The panes that are open.</summary>
    public PaneStack Panes { get; } = new();

    /// <summary>The process list.</summary>
    public ITaskSelection Tasks => _tasks ?? throw new InvalidOperationException("The screen has no panes yet.");

    /// <summary>Something to draw has changed.</summary>
    public event Action? Changed;

    /// <summary>Says who shows the tasks and opens panes; called once, when all panes are made.</summary>
    public void Connect(ITaskSelection tasks, IPaneOpener opener) => (_tasks, _opener) = (tasks, opener);

    /// <summary>Something to draw has changed.</summary>
    public void Refresh() => Changed?.Invoke();

    /// <summary>Opens a pane that the user asked for, or says why it cannot be.</summary>
    public void Open(PaneName name)
    {
        _opener?.Open(name);
        Refresh();
    }

    /// <summary>Opens a menu over the process list.</summary>
    public void Pick(PickMenu menu)
    {
        _opener?.Pick(menu);
        Refresh();
    }

    /// <summary>What the message line says; null for nothing. What this machine is made not to tell is for the panels.</summary>
    public StatusMessage? Message => Messages.Shown is { Kind: StatusKind.Note } && Panes.Cover is not null ? null : Messages.Shown;

    /// <summary>Puts a pane on top. Over one that covers the panels, what was said before it opened would only be in the way.</summary>
    public void Push(IPane pane)
    {
        if (PaneStack.Covers(pane) && !Panes.Has(pane))
        {
            Messages.Forget();
        }

        Panes.Push(pane);
        Refresh();
    }

    /// <summary>What words such as <c>idle</c> and <c>gpu0</c> stand for.</summary>
    public CpuNaming NamingOf(Snapshot snapshot) => new(snapshot.Whole.Topology)
    {
        Idle = Idleness.IdleCpus(snapshot.Whole),
        Bounds = snapshot.Bounds,
        Devices = Services.Devices,
    };

    /// <summary>Asks a question; one that is open is given up.</summary>
    public void Ask(Prompt prompt) => _opener?.Ask(prompt);
}
