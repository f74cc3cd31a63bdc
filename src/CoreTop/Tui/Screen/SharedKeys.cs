namespace CoreTop.Tui.Screen;

/// <summary>Keys that several panes have.</summary>
internal static class SharedKeys
{
    /// <summary>The heading in help of what concerns the whole program.</summary>
    public const string Program = "Program";

    /// <summary>The heading in help of what concerns what is shown.</summary>
    public const string Showing = "What is shown";

    /// <summary>Help.</summary>
    public static KeyCommand Help { get; } = new KeyCommand<Pane>(
        "F1 h ?", Program, "Shows this help.", (pane, _) => pane.Context.Open(PaneName.Help), "Help", 0);

    /// <summary>Draws every cell.</summary>
    public static KeyCommand Redraw { get; } = new KeyCommand<Pane>(
        "Ctrl-L", Showing, "Draws the screen again.", (pane, _) => pane.Context.Services.Redraw());

    /// <summary>The end, where the keys that usually mean it close the pane.</summary>
    public static KeyCommand QuitAnywhere { get; } = new KeyCommand<Pane>(
        "Ctrl-C", Program, "Quits, from anywhere.", (pane, _) => pane.Context.Services.Quit());
}
