using System.Collections.Immutable;

namespace CoreTop.Tui.Screen;

/// <summary>Keys that several panes have.</summary>
internal static class SharedKeys
{
    /// <summary>The heading in help of what concerns the whole program.</summary>
    public const string Program = "Program";

    /// <summary>The heading in help of what concerns what is shown.</summary>
    public const string Showing = "What is shown";

    private const string InLists = "Searching help, setup, details, explanation, plan and job view";

    /// <summary>Help.</summary>
    public static KeyCommand Help { get; } = new KeyCommand<Pane>(
        "F1 h ?", Program, "Shows this help.", (pane, _) => pane.Context.Open(PaneName.Help), "Help", 0);

    /// <summary>Draws every cell.</summary>
    public static KeyCommand Redraw { get; } = new KeyCommand<Pane>(
        "Ctrl-L", Showing, "Draws the screen again.", (pane, _) => pane.Context.Services.Redraw());

    /// <summary>Searches the lines of the pane.</summary>
    public static ImmutableArray<KeyCommand> Searching { get; } =
    [
        new KeyCommand<Pane>("F3 /", InLists, "Searches: goes to the next line that has the text, while it is typed; in the prompt F3 searches further.",
            (pane, press) => pane.Search?.Ask(press), "Search", 5),
        new KeyCommand<Pane>("n", InLists, "To the next line that has the text looked for last.", (pane, _) => pane.Search?.Again(1)),
        new KeyCommand<Pane>("N Shift-F3", InLists, "To the line before that has it.", (pane, _) => pane.Search?.Again(-1)),
    ];

    /// <summary>The end, where the keys that usually mean it close the pane.</summary>
    public static KeyCommand QuitAnywhere { get; } = new KeyCommand<Pane>(
        "Ctrl-C", Program, "Quits, from anywhere.", (pane, _) => pane.Context.Services.Quit());
}
