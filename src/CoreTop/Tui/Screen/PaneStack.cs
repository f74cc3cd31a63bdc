namespace CoreTop.Tui.Screen;

/// <summary>The panes that are open, each over the one before; the last has the keyboard.</summary>
internal sealed class PaneStack
{
    private readonly List<IPane> _panes = [];

    /// <summary>The panes, from the lowest.</summary>
    public IReadOnlyList<IPane> All => _panes;

    /// <summary>The pane that has the keyboard.</summary>
    public IPane Top => _panes[^1];

    /// <summary>The highest pane that covers the panels; null while they are in view.</summary>
    public IPane? Cover => _panes.FindLast(Covers);

    /// <summary>While they are open, the rows of the process list keep their order.</summary>
    public bool HoldsRows => _panes.Exists(pane => pane.HoldsRows);

    /// <summary>What the message line says while it has nothing else to say; null for nothing.</summary>
    public string? Detail
    {
        get
        {
            foreach (IPane pane in _panes)
            {
                if (pane.Detail is { } detail)
                {
                    return detail;
                }
            }

            return null;
        }
    }

    /// <summary>The highest pane that has a cursor of its own for tasks; null where none has.</summary>
    public IPane? WithTaskCursor => _panes.FindLast(static pane => pane.HasTaskCursor);

    /// <summary>The core panel has the keyboard, or would have it if nothing lay over it.</summary>
    public bool HasCores => _panes.Exists(static pane => pane.Area == PaneArea.Cores);

    /// <summary>Whether the pane covers the panels.</summary>
    public static bool Covers(IPane pane) => pane.Area >= PaneArea.UnderHeader;

    /// <summary>Whether the pane is open.</summary>
    public bool Has(IPane pane) => _panes.Contains(pane);

    /// <summary>The highest pane of a kind; null while none is open.</summary>
    /// <typeparam name="TPane">The kind.</typeparam>
    public TPane? Find<TPane>() where TPane : class, IPane => _panes.FindLast(static pane => pane is TPane) as TPane;

    /// <summary>Puts the pane on top; the core panel only over the process list, as what is open lies over both.</summary>
    public void Push(IPane pane)
    {
        _panes.Remove(pane);
        _panes.Insert(pane.Area == PaneArea.Cores ? Math.Min(1, _panes.Count) : _panes.Count, pane);
    }

    /// <summary>Takes the pane away; what was opened over it stays.</summary>
    public void Remove(IPane pane) => _panes.Remove(pane);

    /// <summary>Takes the core panel away, so that the process list has the keyboard.</summary>
    public void LeaveCores() => _panes.RemoveAll(pane => pane.Area == PaneArea.Cores);

    /// <summary>Takes the pane away, and what was opened over it.</summary>
    public void Close(IPane pane) => CloseFrom(_panes.IndexOf(pane));

    /// <summary>Closes what covers the panels, and what was opened over it.</summary>
    public void Uncover() => CloseFrom(_panes.FindIndex(Covers));

    private void CloseFrom(int index)
    {
        if (index >= 0)
        {
            _panes.RemoveRange(index, _panes.Count - index);
        }
    }
}
