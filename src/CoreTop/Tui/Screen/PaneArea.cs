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

    /// <summary>The message line.</summary>
    Line,

    /// <summary>Everything between the header and the message line, which is always there and lies over the key bar.</summary>
    UnderHeader,

    /// <summary>Everything but the key bar and, while there is a message, the line over it.</summary>
    OverPanels,

    /// <summary>Everything but, while there is a message, the bottom line.</summary>
    Whole,
}
