namespace CoreTop.Tui.Panes.Setup;

/// <summary>A part of the setup screen.</summary>
internal enum SetupSection
{
    Meters = 0,
    Columns,
    Options,
    Theme,
}
