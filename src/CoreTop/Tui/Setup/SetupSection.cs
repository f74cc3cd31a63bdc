namespace CoreTop.Tui.Setup;

/// <summary>A part of the setup screen.</summary>
internal enum SetupSection
{
    Meters = 0,
    Columns,
    Options,
    Theme,
}
