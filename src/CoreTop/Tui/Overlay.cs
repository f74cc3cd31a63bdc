namespace CoreTop.Tui;

/// <summary>What lies over the panels.</summary>
internal enum Overlay
{
    None = 0,
    Help,
    Menu,
    AffinityEditor,
    Balance,
    Explain,
    Details,
    Setup,
}
