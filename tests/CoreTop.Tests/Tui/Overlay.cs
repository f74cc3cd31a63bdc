namespace CoreTop.Tests.Tui;

/// <summary>Whether something lies over the panels.</summary>
internal enum Overlay
{
    None = 0,
    Some,
}
