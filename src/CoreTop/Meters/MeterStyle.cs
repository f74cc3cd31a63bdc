namespace CoreTop.Meters;

/// <summary>How a meter is drawn. The names are the words of the settings file.</summary>
internal enum MeterStyle
{
    /// <summary>Its numbers alone.</summary>
    Text = 0,

    /// <summary>A bar that is as full as what it measures, and the numbers.</summary>
    Bar,

    /// <summary>The last refreshes as bars of one cell each, the newest at the right, and the numbers.</summary>
    Graph,
}
