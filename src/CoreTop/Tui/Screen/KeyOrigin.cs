namespace CoreTop.Tui.Screen;

/// <summary>How a key came.</summary>
internal enum KeyOrigin
{
    /// <summary>It was pressed.</summary>
    Key = 0,

    /// <summary>Its label in the key bar was clicked.</summary>
    Click,
}
