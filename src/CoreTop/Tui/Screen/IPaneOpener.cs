namespace CoreTop.Tui.Screen;

/// <summary>Opens panes for others, which do not know each other.</summary>
internal interface IPaneOpener
{
    /// <summary>Opens a pane, or says why it cannot be.</summary>
    void Open(PaneName name);

    /// <summary>Opens a menu over the process list.</summary>
    void Pick(PickMenu menu);

    /// <summary>Asks a question on the message line; one that is open is given up.</summary>
    void Ask(Prompt prompt);
}
