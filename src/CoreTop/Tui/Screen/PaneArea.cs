namespace CoreTop.Tui.Screen;

/// <summary>Where a pane stands on the screen.</summary>
internal enum PaneArea
{
    /// <summary>The process list.</summary>
    List = 0,

    /// <summary>The core panel.</summary>
    Cores,

    /// <summary>Over the left of the process list, as large as it needs.</summary>
    Corner,

    /// <summary>The bottom line, in the place of the key bar.</summary>
    Bar,

    /// <summary>Everything under the header.</summary>
    UnderHeader,

    /// <summary>Everything but the key bar and, while there is a message, the line over it.</summary>
    OverPanels,

    /// <summary>Everything but, while there is a message, the bottom line.</summary>
    Whole,
}
